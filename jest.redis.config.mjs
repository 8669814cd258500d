import config from './jest.config.mjs';

/** The limit that processes share: with a real Redis, and Valkey where it is, and processes of their own. */
/** @type {import('jest').Config} */
export default {
  ...config,
  testMatch: ['<rootDir>/test/redis/**/*.redis.ts'],
  maxWorkers: 1,
  // They wait more than they work.
  maxConcurrency: 4,
  testTimeout: 240_000,
};
