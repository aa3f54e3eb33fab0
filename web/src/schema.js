import { authorizedFetch } from './credentials.js';
import { createStore } from './store.js';

const store = createStore({ sdl: null, problem: null });
let latest = 0;

/** {sdl, problem}: the schema's text once it is here, and what went wrong with the last attempt, in words. */
export const useSchema = store.use;

/**
 * Fetches the schema as SDL. SDL rather than introspection: it keeps applied directives such as @source, and it is there
 * when introspection is off.
 */
export async function loadSchema() {
  const attempt = ++latest;
  const outcome = await attemptLoad();
  // An answer that an earlier key was given must not overwrite a later one's.
  if (attempt === latest) store.set(outcome);
}

async function attemptLoad() {
  let response;
  try {
    response = await authorizedFetch('/schema.graphql', { headers: { Accept: 'text/plain, */*;q=0.5' } });
  } catch {
    return { problem: 'The schema cannot be loaded: the server does not answer. Queries will not work either.' };
  }
  if (response.status === 401 || response.status === 403) {
    return { sdl: null, problem: null };
  }
  if (!response.ok) {
    return { problem: `The schema cannot be loaded: /schema.graphql answered ${response.status}. Completion and docs are missing until it is.` };
  }
  return { sdl: await response.text(), problem: null };
}

/** Says that the schema that came cannot be read. */
export function reportUnreadable(reason) {
  store.set({ problem: `The schema cannot be read: ${reason}` });
}
