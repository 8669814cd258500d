import base from './jest.config.mjs';

/** What runs whole pipelines again and again: it takes too long for every `npm test`. */
export default { ...base, testMatch: ['<rootDir>/test/**/*.pipeline.ts'] };
