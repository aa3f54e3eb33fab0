import { lazy, Suspense, useEffect } from 'react';
import { Header } from './Header.jsx';
import { KeyBar } from './KeyBar.jsx';
import { Notice } from './Notice.jsx';
import { loadSchema, useSchema } from './schema.js';
import { useCredentials } from './credentials.js';

// GraphiQL and Monaco are most of the bundle; whatever else is added here loads without them.
const Explore = lazy(() => import('./explore/Explore.jsx'));

export function App() {
  const { key } = useCredentials();
  const schema = useSchema();
  useEffect(() => {
    loadSchema();
  }, [key]);
  return (
    <>
      <Header />
      <KeyBar />
      {schema.problem && <Notice text={schema.problem} action="Try again" onAction={loadSchema} />}
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<p className="g-loading" role="status">Loading the editor …</p>}>
          <Explore sdl={schema.sdl} />
        </Suspense>
      </main>
    </>
  );
}
