/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Most of the time goes to processes that tests start, and how long these take is the machine's affair.
  maxWorkers: '100%',
  testTimeout: 60_000,
  // Guides and examples import the package by its name, as its users do, and so get what was built.
  globalSetup: './test/support/build.mjs',
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/examples/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/consumers/'],
  extensionsToTreatAsEsm: ['.ts'],
  // A generated file names its neighbour `x.js`, the form every TypeScript setting understands.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js', '$1.d.ts'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', experimental: { keepImportAttributes: true } },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
