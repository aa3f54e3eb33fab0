import { useSyncExternalStore } from 'react';

/** A value outside React that components can watch: get, set (a partial object, merged) and a hook. */
export function createStore(initial) {
  let value = initial;
  const watchers = new Set();
  const subscribe = (watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };
  const get = () => value;
  const set = (change) => {
    value = { ...value, ...change };
    watchers.forEach((watcher) => watcher());
  };
  return { get, set, use: () => useSyncExternalStore(subscribe, get) };
}
