// Made by `npm run generate -- --spec test/contracts/bookshop/openapi.yaml --out test/contracts/bookshop/generated` from test/contracts/bookshop/openapi.yaml. Do not edit: change that, and run it again.

export const api = {
  info: { title: 'Bookshop', version: '2.3.0' },
  servers: ['https://bookshop.example/api'],
  securitySchemes: { apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } },
  rateLimits: {
    shelf: { scope: 'key', class: 'shelf', alignment: 'fixed', windows: [{ name: 'second', limit: 4, seconds: 1 }] },
    desk: {
      scope: 'key',
      class: 'desk',
      alignment: 'sliding',
      windows: [{ name: 'second', limit: 2, seconds: 1 }],
    },
  },
  sensitive: {
    Vendor: { '/api_secret': true },
    Book: { '/vendor': ['Vendor'], '/sequel': ['Book'] },
    BookList: { '/books/*': ['Book'] },
  },
};

export const listBooks = {
  method: 'GET',
  path: '/books',
  parameters: [
    { name: 'genres', in: 'query', required: false, style: 'form', explode: true },
    { name: 'page', in: 'query', required: false, style: 'form', explode: true },
    { name: 'per_page', in: 'query', required: false, style: 'form', explode: true },
    { name: 'only', in: 'query', required: false, style: 'form', explode: false },
    { name: 'Accept-Language', in: 'header', required: false, style: 'simple', explode: false },
  ],
  responses: {
    '200': { contentType: 'application/json', schema: 'BookList', type: 'object' },
    '400': { contentType: 'application/json', schema: 'Problem', type: 'object' },
    default: { contentType: 'application/json', schema: 'Problem', type: 'object' },
  },
  rateLimit: 'shelf',
  security: [['apiKey']],
  selectsFields: 'only',
  pagination: { by: 'page', parameter: 'page', size: 'per_page', items: '/books', total: '/total' },
};

export const addBook = {
  method: 'POST',
  path: '/books',
  parameters: [{ name: 'voucher', in: 'query', required: false, style: 'form', explode: true, sensitive: true }],
  body: { required: true, contentType: 'application/json', schema: 'Book' },
  responses: {
    '201': { contentType: 'application/json', schema: 'Book', type: 'object' },
    '409': { contentType: 'application/json', schema: 'Problem', type: 'object' },
    default: { contentType: 'application/json', schema: 'Problem', type: 'object' },
  },
  rateLimit: 'desk',
  security: [['apiKey']],
};

export const getBook = {
  method: 'GET',
  path: '/books/{isbn}',
  parameters: [
    { name: 'isbn', in: 'path', required: true, style: 'simple', explode: false },
    { name: 'only', in: 'query', required: false, style: 'form', explode: false },
  ],
  responses: {
    '200': { contentType: 'application/json', schema: 'Book', type: 'object' },
    '404': { contentType: 'application/json', schema: 'Problem', type: 'object' },
    default: { contentType: 'application/json', schema: 'Problem', type: 'object' },
  },
  rateLimit: 'shelf',
  security: [['apiKey']],
  selectsFields: 'only',
};

export const removeBook = {
  method: 'DELETE',
  path: '/books/{isbn}',
  parameters: [
    { name: 'isbn', in: 'path', required: true, style: 'simple', explode: false },
    { name: 'isbn', in: 'header', required: false, style: 'simple', explode: false },
  ],
  grouped: true,
  responses: {
    '204': {},
    '400': { contentType: 'application/json', schema: 'Problem', type: 'object' },
    default: { contentType: 'application/json', schema: 'Problem', type: 'object' },
  },
  rateLimit: 'shelf',
  security: [['apiKey']],
};

export const putReviews = {
  method: 'PUT',
  path: '/books/{isbn}/reviews',
  parameters: [{ name: 'isbn', in: 'path', required: true, style: 'simple', explode: false }],
  body: { required: true, contentType: 'application/json' },
  responses: {
    '200': { contentType: 'application/json', type: 'array' },
    '400': { contentType: 'application/json', schema: 'Problem', type: 'object' },
    default: { contentType: 'application/json', schema: 'Problem', type: 'object' },
  },
  rateLimit: 'shelf',
  security: [['apiKey']],
};

export const contract = /* @__PURE__ */ Object.assign({}, api, {
  operations: {
    listBooks,
    addBook,
    getBook,
    removeBook,
    putReviews,
  },
});
