// Made by `npm run generate -- --spec test/contracts/bookshop/openapi.yaml --out test/contracts/bookshop/generated --no-lint` from test/contracts/bookshop/openapi.yaml. Do not edit: change that, and run it again.

/** The first example that the document has of each answer, by operation and status. */
export const examples: {
  readonly listBooks: {
    readonly 200: unknown;
    readonly default: unknown;
  };
  readonly addBook: {
    readonly 201: unknown;
    readonly 409: unknown;
    readonly default: unknown;
  };
  readonly getBook: {
    readonly 200: unknown;
    readonly 404: unknown;
    readonly default: unknown;
  };
  readonly removeBook: {
    readonly default: unknown;
  };
  readonly putReviews: {
    readonly 200: unknown;
    readonly default: unknown;
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
  removeBook: { default: { reason: 'No such book.', trace_id: 'b-17' } },
  putReviews: { '200': [{ stars: 5, text: 'Long but good.' }], default: { reason: 'No such book.', trace_id: 'b-17' } },
};
