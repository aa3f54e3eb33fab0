import { useEffect } from 'react';
import { useGraphiQL, useGraphiQLActions, useMonaco } from '@graphiql/react';
import { loadSchema } from '../schema.js';
import { readLink } from './link.js';
import { dress } from './theme.js';

/** Shows nothing: it keeps GraphiQL in step with what GraphiQL does not know of. */
export function Companion() {
  useDress();
  useSystemTheme();
  useAddressBar();
  useSchemaReload();
  return null;
}

function useDress() {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => (monaco ? dress(monaco) : undefined), [monaco]);
}

// GraphiQL reads the system's colour scheme once; people change it at dusk.
function useSystemTheme() {
  const theme = useGraphiQL((state) => state.theme);
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    const apply = () => setTheme(theme);
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    query.addEventListener('change', apply);
    return () => query.removeEventListener('change', apply);
  }, [theme, setTheme]);
}

// The address names a query only as long as that query is in the editor; a link that is pasted into this page opens.
function useAddressBar() {
  const { addTab } = useGraphiQLActions();
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const { query } = tab;
  useEffect(() => {
    const linked = readLink(window.location.hash);
    // A new tab has no query yet; the one it is made for is about to come.
    if (linked && query !== null && linked.query !== query) {
      window.history.replaceState(null, '', window.location.pathname);
    }
  }, [query]);
  useEffect(() => {
    const follow = () => {
      const linked = readLink(window.location.hash);
      if (!linked || !queryEditor) return;
      addTab();
      queryEditor.setValue(linked.query);
      variableEditor?.setValue(linked.variables);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [addTab, queryEditor, variableEditor]);
}

// GraphiQL's own button introspects, which does nothing when the schema is given; ours is fetched again instead.
function useSchemaReload() {
  useEffect(() => {
    const reload = (event) => {
      if (event.target.closest?.('.graphiql-sidebar button[aria-label^="Re-fetch GraphQL schema"]')) loadSchema();
    };
    document.addEventListener('click', reload);
    return () => document.removeEventListener('click', reload);
  }, []);
}
