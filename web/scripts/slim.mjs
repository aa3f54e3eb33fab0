import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const variablesFormatter = fileURLToPath(new URL('../src/explore/jsonc.js', import.meta.url));

/**
 * Removes from GraphiQL what the page does not use: prettier's Babel and estree plugins (variables are formatted by
 * jsonc-parser, which is inside anyway) and a console message for each worker. It fails the build when GraphiQL changes so
 * that a part is no longer found.
 */
export function slimGraphiQL() {
  const found = { formatter: false, workers: false };
  return {
    name: 'galleria-slim-graphiql',
    enforce: 'pre',
    async load(id) {
      const path = id.split('?')[0].replaceAll('\\', '/');
      if (path.endsWith('/@graphiql/react/dist/utility/jsonc.js')) {
        const code = await readFile(path, 'utf8');
        const slim = code.replace(/async function formatJSONC[\s\S]*?\n\}\n/, '');
        found.formatter = slim.length < code.length && !slim.includes('prettier');
        return `export { formatJSONC } from ${JSON.stringify(variablesFormatter)};\n`
          + slim.replace('export { formatJSONC, ', 'export { ');
      }
      if (path.endsWith('/@graphiql/react/dist/setup-workers/vite.js')) {
        const code = await readFile(path, 'utf8');
        const slim = code.replace(/console\.info\([^)]*\);/, '');
        found.workers = slim.length < code.length;
        return slim;
      }
      return null;
    },
    buildEnd(error) {
      const missed = Object.keys(found).filter((part) => !found[part]);
      if (!error && missed.length > 0) {
        this.error(`GraphiQL has changed: ${missed.join(', ')} could not be slimmed; look at scripts/slim.mjs`);
      }
    },
  };
}
