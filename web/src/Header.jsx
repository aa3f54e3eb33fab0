import { askForKey, setKey, useCredentials } from './credentials.js';

export function Header() {
  const { key, wanted } = useCredentials();
  return (
    <header className="g-header">
      <a className="g-skip" href="#main" onClick={skip}>Skip to the editor</a>
      <span className="g-wordmark">
        <Roof />
        Galleria
      </span>
      <h1 className="g-page">Explore</h1>
      <span className="g-spacer" />
      {key
        ? <button type="button" className="g-quiet" onClick={() => setKey('')}>Forget the API key</button>
        : <button type="button" className="g-quiet" aria-expanded={wanted} onClick={() => askForKey(!wanted)}>Use an API key</button>}
    </header>
  );
}

// The fragment is not followed: it may hold a link to a query.
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

// A glass roof: the arch and its ribs.
function Roof() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" strokeLinejoin="round">
      <path d="M3 21v-9a9 9 0 0 1 18 0v9M3 12h18M12 3v18M7.500 12c0-4 1.500-7 4.500-9 3 2 4.500 5 4.500 9" />
    </svg>
  );
}
