const NAMESPACE = 'graphiql:';

/** Drops request headers from what GraphiQL wants to keep. Its history writes them whatever shouldPersistHeaders says. */
export function withoutHeaders(name, value) {
  if (name === `${NAMESPACE}headers`) return null;
  if (!value.includes('"headers"')) return value;
  try {
    return JSON.stringify(JSON.parse(value), (key, inner) => (key === 'headers' ? null : inner));
  } catch {
    return null;
  }
}

function open() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

const local = open();
const ours = () => Object.keys(local).filter((name) => name.startsWith(NAMESPACE));

/** localStorage for GraphiQL, which never holds request headers; null where the browser has none. */
export const storage = local && {
  getItem: (name) => local.getItem(name),
  setItem(name, value) {
    const kept = withoutHeaders(name, value);
    if (kept === null) local.removeItem(name);
    else local.setItem(name, kept);
  },
  removeItem: (name) => local.removeItem(name),
  clear: () => ours().forEach((name) => local.removeItem(name)),
  get length() {
    return ours().length;
  },
};

/** Whether this browser has used the editor before. */
export function hasHistoryOfUse() {
  return local !== null && local.getItem(`${NAMESPACE}tabState`) !== null;
}
