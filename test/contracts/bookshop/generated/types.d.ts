// Made by `npm run generate -- --spec test/contracts/bookshop/openapi.yaml --out test/contracts/bookshop/generated` from test/contracts/bookshop/openapi.yaml. Do not edit: change that, and run it again.

export type {
  AddBookParams,
  BookField,
  GetBookParams,
  ListBooksParams,
  PutReviewsParams,
  PutReviewsResponse,
  RemoveBookParams,
} from './methods.js';
export type {
  Book,
  BookList,
  Genre,
  Problem,
  Review,
  Vendor,
} from './schema.js';
