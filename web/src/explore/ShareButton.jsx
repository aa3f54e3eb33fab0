import { useEffect, useState } from 'react';
import { ToolbarButton, useGraphiQL } from '@graphiql/react';
import { writeLink } from './link.js';

const LABEL = 'Copy link (query and variables, never headers)';

/** Puts a link to the query into the address bar and, where the browser allows it, onto the clipboard. */
export function ShareButton() {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(''), 3000);
    return () => clearTimeout(timer);
  }, [said]);
  const share = async () => {
    const query = queryEditor?.getValue() ?? '';
    if (!query.trim()) {
      setSaid('There is no query to link to');
      return;
    }
    window.history.replaceState(null, '', writeLink({ query, variables: variableEditor?.getValue() }));
    try {
      await navigator.clipboard.writeText(window.location.href);
      setSaid('Link copied');
    } catch {
      // Browsers give the clipboard to https and localhost only.
      setSaid('The link is in the address bar');
    }
  };
  return (
    <>
      <ToolbarButton label={LABEL} onClick={share}>
        <LinkIcon className="graphiql-toolbar-icon" aria-hidden="true" />
      </ToolbarButton>
      <span className={said ? 'g-toast' : 'g-toast g-hidden'} role="status">{said}</span>
    </>
  );
}

function LinkIcon(props) {
  return (
    <svg viewBox="0 0 24 24" height="1em" fill="none" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" strokeLinejoin="round" {...props}>
      <path d="M10 14a4.500 4.500 0 0 0 6.400 0l3.300-3.300a4.500 4.500 0 0 0-6.400-6.400L12 5.600M14 10a4.500 4.500 0 0 0-6.400 0l-3.300 3.300a4.500 4.500 0 0 0 6.400 6.400l1.300-1.300" />
    </svg>
  );
}
