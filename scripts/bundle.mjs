// Bundles the command-line entries into dist/bin, so that an installation brings no dependency besides the peers.
//
// A file that ends in `.bundle.ts` holds third-party code that few commands need (a layout engine, clients of AWS). It
// becomes a bundle of its
// own and is loaded with `await import('./x.bundle')` when it is needed, so that the other commands stay quick. It may
// import types only from
// the rest of toolkit/: a class of ours would exist twice.
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { build } from 'esbuild';

const heavy = readdirSync('toolkit', { recursive: true }).filter((file) => file.endsWith('.bundle.ts'));

/** Classes that callers compare with `instanceof`: each has a file of its own, which every bundle loads. */
const SHARED = ['config/configuration-error', 'toolkit/refused-error'];

const entryPoints = {
  'bin/growth': 'bin/growth.ts',
  'bin/app': 'bin/app.ts',
  'config/index': 'config/index.ts',
  'toolkit/index': 'toolkit/index.ts',
  ...Object.fromEntries(SHARED.map((file) => [file, `${file}.ts`])),
  ...Object.fromEntries(heavy.map((file) => [`toolkit/${basename(file, '.ts')}`, join('toolkit', file)])),
};

/** Every bundle lies one folder deep, so one relative path fits all. */
const external = (path) => ({ path: `../${path}.js`, external: true });

/** Leaves the heavy parts and the shared classes in their own bundles. */
const partsStayOutside = {
  name: 'parts-stay-outside',
  setup(context) {
    context.onResolve({ filter: /\.bundle$/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : external(`toolkit/${basename(path)}`),
    );
    context.onResolve({ filter: /\/(configuration|refused)-error$/ }, ({ path, resolveDir, kind }) =>
      kind === 'entry-point' ? undefined : external(relative('.', join(resolveDir, path))),
    );
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
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Packages that load their parts by relative `require` at run time can only be bundled from their modules.
  mainFields: ['module', 'main'],
  external: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs'],
  plugins: [libraryStaysOutside, partsStayOutside],
  logLevel: 'warning',
});
