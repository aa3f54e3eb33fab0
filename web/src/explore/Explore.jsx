import 'graphiql/setup-workers/vite';
// GraphiQL's parts one by one: its own graphiql/style.css adds half a megabyte of fonts and a second copy of Monaco's rules.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import '@graphiql/plugin-explorer/style.css';
import { useEffect, useMemo, useState } from 'react';
import { GraphiQL } from 'graphiql';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { reportUnreadable } from '../schema.js';
import { Companion } from './Companion.jsx';
import { EXAMPLES, EXAMPLES_PLUGIN } from './examples.jsx';
import { createFetcher } from './fetcher.js';
import { readLink } from './link.js';
import { readSchema } from './readSchema.js';
import { ShareButton } from './ShareButton.jsx';
import { hasHistoryOfUse, storage } from './storage.js';

const BUILDER = 'Query builder';
const BUILDER_PLUGIN = { ...explorerPlugin({ title: BUILDER, showAttribution: false }), title: BUILDER };

// GraphiQL compares these by identity, so they are made once.
const PLUGINS = [HISTORY_PLUGIN, BUILDER_PLUGIN, EXAMPLES_PLUGIN];
const fetcher = createFetcher();

/** What the editor starts with: the query of the link, else what was there last time, else the first example. */
function beginning() {
  const linked = readLink(window.location.hash);
  if (linked) return { initialQuery: linked.query, initialVariables: linked.variables };
  if (hasHistoryOfUse()) return {};
  const [first] = EXAMPLES;
  return { initialQuery: first.text, initialVariables: first.variables, visiblePlugin: EXAMPLES_PLUGIN };
}

export default function Explore({ sdl }) {
  const [start] = useState(beginning);
  const { schema, reason } = useMemo(() => readSchema(sdl), [sdl]);
  useEffect(() => {
    if (reason) reportUnreadable(reason);
  }, [reason]);
  return (
    <GraphiQL
      {...start}
      fetcher={fetcher}
      schema={schema}
      plugins={PLUGINS}
      storage={storage}
      defaultQuery=""
      shouldPersistHeaders={false}
      defaultEditorToolsVisibility={start.initialVariables ? 'variables' : undefined}
    >
      <GraphiQL.Logo>{' '}</GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => <>{prettify}{merge}{copy}<ShareButton /></>}
      </GraphiQL.Toolbar>
      <Companion />
    </GraphiQL>
  );
}
