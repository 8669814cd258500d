import config from './jest.config.mjs';

/** The tests of the rendered site: with a browser, PHP and curl, apart from those that run everywhere and at once. */
/** @type {import('jest').Config} */
export default { ...config, testMatch: ['<rootDir>/test/site/**/*.site.ts'], maxWorkers: 2 };
