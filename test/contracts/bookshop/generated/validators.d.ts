// Made by `npm run generate -- --spec test/contracts/bookshop/openapi.yaml --out test/contracts/bookshop/generated` from test/contracts/bookshop/openapi.yaml. Do not edit: change that, and run it again.

import type { Validator } from '../../../../src/contract.js';

/** Judges what each operation is sent, as `body`, and what it answers, by status. Only JSON has a validator. */
export declare const validators: {
  readonly listBooks: {
    readonly '200': Validator;
    readonly '400': Validator;
    readonly 'default': Validator;
  };
  readonly addBook: {
    readonly 'body': Validator;
    readonly '201': Validator;
    readonly '409': Validator;
    readonly 'default': Validator;
  };
  readonly getBook: {
    readonly '200': Validator;
    readonly '404': Validator;
    readonly 'default': Validator;
  };
  readonly removeBook: {
    readonly '400': Validator;
    readonly 'default': Validator;
  };
  readonly putReviews: {
    readonly 'body': Validator;
    readonly '200': Validator;
    readonly '400': Validator;
    readonly 'default': Validator;
  };
};
