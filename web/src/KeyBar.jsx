import { useState } from 'react';
import { askForKey, setKey, useCredentials } from './credentials.js';

// Header values may hold visible ASCII only; anything else would make every request throw.
const SENDABLE = /^[\x21-\x7e]+$/;

/** The bar that asks for an API key, when the server or the user wants one. */
export function KeyBar() {
  const { wanted, refused } = useCredentials();
  const [draft, setDraft] = useState('');
  const [problem, setProblem] = useState('');
  if (!wanted) return null;
  const submit = (event) => {
    event.preventDefault();
    const key = draft.trim();
    if (!SENDABLE.test(key)) {
      setProblem('An API key has letters, digits and signs only, without spaces.');
      return;
    }
    setDraft('');
    setProblem('');
    setKey(key);
  };
  return (
    <form className="g-bar" onSubmit={submit} aria-label="API key">
      <label htmlFor="api-key">
        {refused ? 'The server refused this API key. Another one:' : 'API key for this server:'}
      </label>
      <input id="api-key" type="password" autoComplete="off" spellCheck="false" autoFocus value={draft}
        aria-describedby="api-key-note" aria-invalid={problem !== ''} onChange={(event) => setDraft(event.target.value)} />
      <button type="submit" className="g-primary">Use it</button>
      <button type="button" className="g-quiet" onClick={() => askForKey(false)}>Not now</button>
      <span id="api-key-note" className="g-note" role={problem ? 'alert' : undefined}>
        {problem || 'Kept in this browser tab until it is closed.'}
      </span>
    </form>
  );
}
