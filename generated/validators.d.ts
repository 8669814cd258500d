// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

import type { Validator } from '../src/contract.js';

/** Judges the answers of each operation, by status. Only bodies of JSON have a validator. */
export declare const validators: {
  readonly getIntegration: {
    readonly '200': Validator;
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
};
