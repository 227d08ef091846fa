// Bundles the command-line entries into dist/bin, so that an installation brings no dependency besides the peers.
import { existsSync } from 'node:fs';
import { build } from 'esbuild';

const entries = { growth: 'bin/growth.ts', app: 'bin/app.ts', config: 'bin/config/index.ts' };
const entryPoints = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));

/** Keeps the library itself out of the bundles: they load the compiled files beside them, so classes exist once. */
const libraryStaysOutside = {
  name: 'library-stays-outside',
  setup(context) {
    context.onResolve({ filter: /^(\.\.\/)+(lib|stages)(\/|$)/ }, ({ path }) => {
      const target = path.replace(/^(\.\.\/)+/, '../');
      return { path: target, external: true };
    });
  },
};

await build({
  entryPoints,
  outdir: 'dist/bin',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Packages that load their parts by relative `require` at run time can only be bundled from their modules.
  mainFields: ['module', 'main'],
  external: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'],
  plugins: [libraryStaysOutside],
  logLevel: 'warning',
});
