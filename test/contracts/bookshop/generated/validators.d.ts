// Made by `npm run generate -- --spec test/contracts/bookshop/openapi.yaml --out test/contracts/bookshop/generated` from test/contracts/bookshop/openapi.yaml. Do not edit: change that, and run it again.

import type { Validator } from '../../../../src/contract.js';

/** Judges the answers of each operation, by status. Only bodies of JSON have a validator. */
export declare const validators: {
  readonly listBooks: {
    readonly '200': Validator;
    readonly '400': Validator;
    readonly 'default': Validator;
  };
  readonly addBook: {
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
    readonly '200': Validator;
    readonly '400': Validator;
    readonly 'default': Validator;
  };
};
