import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { parseExample } from './example.js';

const files = import.meta.glob('../examples/*.graphql', { query: '?raw', import: 'default', eager: true });

/** The examples in the order of their file names. */
export const EXAMPLES = Object.keys(files).sort().map((name) => parseExample(name, files[name]));

export const EXAMPLES_PLUGIN = { title: 'Examples', icon: BookIcon, content: Examples };

function Examples() {
  const { addTab } = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const open = (example) => {
    // What was typed stays in its own tab.
    if (queryEditor.getValue().trim()) addTab();
    queryEditor.setValue(example.text);
    variableEditor?.setValue(example.variables);
    if (example.variables) showVariables();
    queryEditor.focus();
  };
  return (
    <section aria-label="Examples" className="g-examples">
      <h2 className="graphiql-doc-explorer-title">Examples</h2>
      <ul>
        {EXAMPLES.map((example) => (
          <li key={example.title}>
            <button type="button" disabled={!queryEditor} onClick={() => open(example)}>
              <strong>{example.title}</strong>
              <span>{example.lesson}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

// GraphiQL has no action for it; its button opens the pane and never closes it.
function showVariables() {
  document.querySelector('.graphiql-editor-tools button[data-name="variables"]')?.click();
}

function BookIcon(props) {
  return (
    <svg viewBox="0 0 24 24" height="1em" fill="none" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" strokeLinejoin="round" {...props}>
      <path d="M12 6.500C10 5 7 4.500 3.500 4.500v14c3.500 0 6.500.5 8.500 2 2-1.500 5-2 8.500-2v-14c-3.500 0-6.500.5-8.500 2zM12 6.500v14" />
    </svg>
  );
}
