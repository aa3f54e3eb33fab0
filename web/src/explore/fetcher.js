import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { createClient } from 'graphql-ws';
import { authorizedFetch, connectionParams } from '../credentials.js';

function websocketURL() {
  const url = new URL('/graphql', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}

/** Runs GraphiQL's operations against this server: queries and mutations over HTTP, subscriptions over a websocket. */
export function createFetcher() {
  // Lazy: the websocket is opened by the first subscription, with the key of that moment, and closed after the last.
  const wsClient = createClient({ url: websocketURL(), lazy: true, connectionParams });
  return createGraphiQLFetcher({ url: '/graphql', fetch: authorizedFetch, wsClient });
}
