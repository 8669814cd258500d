// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

import type { Validator } from '../src/contract.js';

/** Judges what each operation is sent, as `body`, and what it answers, by status. Only JSON has a validator. */
export declare const validators: {
  readonly listIntegrations: {
    readonly '200': Validator;
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
  readonly createIntegration: {
    readonly 'body': Validator;
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
    readonly 'body': Validator;
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
  readonly validateIntegration: {
    readonly 'body': Validator;
    readonly '200': Validator;
    readonly '400': Validator;
    readonly '500': Validator;
    readonly 'default': Validator;
  };
  readonly sendTestNotification: {
    readonly 'body': Validator;
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
