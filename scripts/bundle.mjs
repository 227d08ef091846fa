// Bundles the command-line entries into dist/bin, so that an installation brings no dependency besides the peers.
//
// A file that ends in `.bundle.ts` holds third-party code that few commands need (a layout engine, clients of AWS). It becomes a bundle of its
// own and is loaded with `await import('./x.bundle')` when it is needed, so that the other commands stay quick. It may import types only from
// the rest of bin/: a class of ours would exist twice.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const heavy = readdirSync('bin', { recursive: true }).filter((file) => file.endsWith('.bundle.ts'));
const entryPoints = {
  growth: 'bin/growth.ts',
  app: 'bin/app.ts',
  config: 'bin/config/index.ts',
  ...Object.fromEntries(heavy.map((file) => [basename(file, '.ts'), join('bin', file)])),
};

/** Leaves the heavy parts in their own bundles. */
const heavyPartsStayOutside = {
  name: 'heavy-parts-stay-outside',
  setup(context) {
    context.onResolve({ filter: /\.bundle$/ }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path: `./${basename(path)}.js`, external: true }));
  },
};

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
  plugins: [libraryStaysOutside, heavyPartsStayOutside],
  logLevel: 'warning',
});
