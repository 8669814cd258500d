// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

import type { Validator } from '../src/contract.js';

/** Judges the answers of each operation, by status. Only bodies of JSON have a validator. */
export declare const validators: {
  readonly listIntegrations: {
    readonly '200': Validator;
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
  readonly createIntegration: {
    readonly '200': Validator;
    readonly '201': Validator;
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
  readonly getIntegration: {
    readonly '200': Validator;
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
  readonly updateIntegration: {
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
  readonly validateIntegration: {
    readonly '200': Validator;
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
  readonly sendTestNotification: {
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
  readonly listProviders: {
    readonly '200': Validator;
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
};
