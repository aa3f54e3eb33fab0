import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';
import { authorizedFetch, connectionParams } from '../credentials.js';

// The form of deferred parts is named, because later drafts have others. Answers that defer nothing stay in one piece.
const ACCEPT = 'application/json, multipart/mixed;deferSpec=20220824';

function websocketURL() {
  const url = new URL('/graphql', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/**
 * Runs GraphiQL's operations against this server: queries and mutations over HTTP, in parts where they defer, and
 * subscriptions over a websocket.
 */
export function createFetcher() {
  // Lazy: the websocket is opened by the first subscription, with the key of that moment, and closed after the last.
  const wsClient = createClient({ url: websocketURL(), lazy: true, connectionParams });
  return createGraphiQLFetcher({ url: '/graphql', fetch: authorizedFetch, headers: { accept: ACCEPT }, wsClient });
}
