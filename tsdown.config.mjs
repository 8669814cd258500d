import { defineConfig } from 'tsdown';

/** What runs wherever `fetch` does, and what needs Node. */
const anywhere = {
  index: 'src/index.ts',
  redis: 'src/redis/index.ts',
  testing: 'src/testing/index.ts',
  validators: 'src/validators.ts',
};
const node = { 'testing-node': 'src/testing/node.ts' };

const shared = {
  outDir: 'dist',
  target: 'es2022',
  fixedExtension: false,
  hash: false,
  clean: false,
  dts: true,
  logLevel: 'error',
};
const commonjs = {
  ...shared,
  format: 'cjs',
  // `require` cannot load modules on every Node this runs on, so that what we depend on is in this build.
  deps: { alwaysBundle: ['openapi-fetch', 'p-throttle'] },
};

/** Builds share the folder, and none may overwrite what another has put apart under the same name. */
const apart = (prefix) => ({ outputOptions: (options) => ({ ...options, chunkFileNames: `${prefix}-[name].js` }) });

export default defineConfig([
  { ...shared, format: 'esm', entry: anywhere, platform: 'neutral' },
  { ...shared, ...apart('node'), format: 'esm', entry: node, platform: 'node' },
  { ...shared, ...apart('cli'), format: 'esm', entry: { cli: 'src/hood/cli/main.ts' }, platform: 'node', dts: false },
  { ...commonjs, entry: anywhere, platform: 'neutral' },
  { ...commonjs, entry: node, platform: 'node' },
]);
