// Made by `npm run generate -- --spec test/contracts/bookshop/openapi.yaml --out test/contracts/bookshop/generated` from test/contracts/bookshop/openapi.yaml. Do not edit: change that, and run it again.

import type { OperationTypes } from './methods.js';

/** The first example that the document has of each answer, by operation and status. */
export const examples: {
  readonly listBooks: {
    readonly 200: OperationTypes['listBooks']['data'];
    readonly 400: OperationTypes['listBooks']['errors']['400'];
    readonly default: OperationTypes['listBooks']['errors']['default'];
  };
  readonly addBook: {
    readonly 201: OperationTypes['addBook']['data'];
    readonly 409: OperationTypes['addBook']['errors']['409'];
    readonly default: OperationTypes['addBook']['errors']['default'];
  };
  readonly getBook: {
    readonly 200: OperationTypes['getBook']['data'];
    readonly 404: OperationTypes['getBook']['errors']['404'];
    readonly default: OperationTypes['getBook']['errors']['default'];
  };
  readonly removeBook: {
    readonly 400: OperationTypes['removeBook']['errors']['400'];
    readonly default: OperationTypes['removeBook']['errors']['default'];
  };
  readonly putReviews: {
    readonly 200: OperationTypes['putReviews']['data'];
    readonly 400: OperationTypes['putReviews']['errors']['400'];
    readonly default: OperationTypes['putReviews']['errors']['default'];
  };
} = {
  listBooks: {
    '200': {
      total: 2,
      books: [
        {
          isbn: '9780140449136',
          title: 'The Odyssey',
          genre: 'poetry',
          price: 9.5,
          vendor: { name: 'Ithaca', api_secret: 'hush' },
        },
        { isbn: '9780141439518', title: 'Pride and Prejudice', genre: 'novel', price: 7 },
      ],
    },
    '400': { reason: 'No such book.', trace_id: 'b-17' },
    default: { reason: 'No such book.', trace_id: 'b-17' },
  },
  addBook: {
    '201': { isbn: '9780140449136', title: 'The Odyssey', genre: 'poetry' },
    '409': { reason: 'No such book.', trace_id: 'b-17' },
    default: { reason: 'No such book.', trace_id: 'b-17' },
  },
  getBook: {
    '200': { isbn: '9780140449136', title: 'The Odyssey', genre: 'poetry', price: 9.5 },
    '404': { reason: 'No such book.', trace_id: 'b-17' },
    default: { reason: 'No such book.', trace_id: 'b-17' },
  },
  removeBook: {
    '400': { reason: 'No such book.', trace_id: 'b-17' },
    default: { reason: 'No such book.', trace_id: 'b-17' },
  },
  putReviews: {
    '200': [{ stars: 5, text: 'Long but good.' }],
    '400': { reason: 'No such book.', trace_id: 'b-17' },
    default: { reason: 'No such book.', trace_id: 'b-17' },
  },
};
