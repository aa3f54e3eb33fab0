import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';
import { slimGraphiQL } from './scripts/slim.mjs';

export default defineConfig({
  base: '/explore/',
  plugins: [react(), slimGraphiQL()],
  resolve: {
    // A second copy of graphql-js or React breaks instanceof checks and hooks.
    dedupe: ['graphql', 'react', 'react-dom', '@graphiql/react'],
    alias: {
      // GraphiQL loads the GraphQL grammar under both names; one copy is enough.
      'prettier/parser-graphql': 'prettier/plugins/graphql',
    },
  },
  worker: { format: 'es' },
  build: {
    outDir: '.build',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // Nothing is inlined, so that the content security policy needs no data: for scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4096,
    rolldownOptions: {
      // React's compiler leaves "use no memo" in finished packages, where it means nothing any more.
      onLog: (level, log, report) => log.code === 'MODULE_LEVEL_DIRECTIVE' || report(level, log),
    },
    license: { fileName: 'licenses.md' },
  },
});
