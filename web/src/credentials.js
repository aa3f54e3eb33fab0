import { createStore } from './store.js';

const STORED_AS = 'galleria.apiKey';

// The key lives in sessionStorage only: it ends with the tab, and no other tab, link or later visitor sees it.
function stored() {
  try {
    return sessionStorage.getItem(STORED_AS) ?? '';
  } catch {
    return '';
  }
}

const store = createStore({ key: stored(), wanted: false, refused: false });

/** {key, wanted, refused}: the API key in use or '', whether to ask for one, and whether the server refused this one. */
export const useCredentials = store.use;

/** Uses key from now on; '' forgets it. */
export function setKey(key) {
  try {
    if (key) sessionStorage.setItem(STORED_AS, key);
    else sessionStorage.removeItem(STORED_AS);
  } catch {
    // Storage may be switched off; the key then lasts as long as the page.
  }
  store.set({ key, wanted: false, refused: false });
}

/** Opens or closes the bar that asks for a key. */
export function askForKey(wanted) {
  store.set({ wanted });
}

/** fetch, with the API key. An answer of 401 or 403 opens the bar that asks for one. */
export async function authorizedFetch(input, init = {}) {
  const { key } = store.get();
  const headers = new Headers(init.headers);
  const own = !headers.has('Authorization');
  if (key && own) headers.set('Authorization', `Bearer ${key}`);
  const response = await fetch(input, { ...init, headers });
  if (own && (response.status === 401 || response.status === 403)) {
    store.set({ wanted: true, refused: key !== '' });
  }
  return response;
}

/** What a websocket sends in place of headers, which a browser cannot set on one. */
export function connectionParams() {
  const { key } = store.get();
  return key ? { Authorization: `Bearer ${key}` } : {};
}
