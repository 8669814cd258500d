// Made by `npm run generate -- --spec test/contracts/bookshop/openapi.yaml --out test/contracts/bookshop/generated` from test/contracts/bookshop/openapi.yaml. Do not edit: change that, and run it again.

import type {
  CallOptions,
  Credential,
  NotEmpty,
  PageOptions,
  ResponsePromise,
  Selected,
} from '../../../../src/contract.js';
import type {
  Book,
  BookList,
  Genre,
  Problem,
  Review,
  operations,
  paths,
} from './schema.js';

/**
 * What `only` can select.
 * @enum {string}
 */
export type BookField = "isbn" | "title" | "genre" | "price" | "vendor" | "sequel";

/** What `listBooks` takes. */
export interface ListBooksParams {
  /**
   * Only books of these genres.
   * @example [
   *   "novel",
   *   "poetry"
   * ]
   */
  genres?: readonly Genre[] | undefined;
  /**
   * Which page, counted from 1.
   *
   * Limits: at least 1.
   * @default 1
   * @example 1
   */
  page?: number | undefined;
  /**
   * How many books a page has.
   *
   * Limits: 1 to 100.
   * @default 20
   * @example 20
   */
  per_page?: number | undefined;
  /**
   * The properties to answer with.
   * @example [
   *   "isbn",
   *   "title"
   * ]
   */
  only?: readonly BookField[] | undefined;
  /**
   * The language of the blurbs.
   * @example de
   */
  "Accept-Language"?: string | undefined;
}

/** What `addBook` takes. */
export interface AddBookParams {
  /**
   * Pays for the shelf.
   *
   * Holds secrets: keep it out of logs.
   * @example B-2024
   */
  voucher?: string | undefined;
  /** The book to add. */
  body: Book;
}

/** What `getBook` takes. */
export interface GetBookParams {
  /**
   * The book's number.
   *
   * Limits: pattern `^[0-9]{13}$`.
   * @example 9780140449136
   */
  isbn: string;
  /**
   * The properties to answer with.
   * @example [
   *   "isbn",
   *   "title"
   * ]
   */
  only?: readonly BookField[] | undefined;
}

/** What `removeBook` takes. */
export interface RemoveBookParams {
  /** The path parameters. */
  path: {
    /**
     * The book's number.
     *
     * Limits: pattern `^[0-9]{13}$`.
     * @example 9780140449136
     */
    isbn: string;
  };
  /** The header parameters. */
  header?: {
    /**
     * The same number again, against slips of the hand.
     * @example 9780140449136
     */
    isbn?: string | undefined;
  } | undefined;
}

/** The reviews as stored. */
export type PutReviewsResponse = Review[];

/** What `putReviews` takes. */
export interface PutReviewsParams {
  /**
   * The book's number.
   *
   * Limits: pattern `^[0-9]{13}$`.
   * @example 9780140449136
   */
  isbn: string;
  /** All reviews. */
  body: readonly Review[];
}

/** One method for each operation of the API. */
export interface Methods {
  /**
   * List books
   *
   * Books in the order in which they were added.
   *
   * The answer is one page of a list: `page` takes the number of a page. `per_page` takes the size of a page. The items stand in `books`, how many all pages have in `total`.
   *
   * At most 4 requests in 1 s, shared by all operations of class shelf on one key.
   *
   * @throws {ApiError} With a status 400, or any other that is no success.
   */
  listBooks: {
    /**
     * List books
     *
     * Books in the order in which they were added.
     *
     * The answer is one page of a list: `page` takes the number of a page. `per_page` takes the size of a page. The items stand in `books`, how many all pages have in `total`.
     *
     * At most 4 requests in 1 s, shared by all operations of class shelf on one key.
     *
     * @throws {ApiError} With a status 400, or any other that is no success.
     */
    <const Fields extends readonly BookField[] | undefined = undefined>(params?: ListBooksParams & { only?: NotEmpty<Fields> }, call?: CallOptions): ResponsePromise<[Fields] extends [undefined] ? BookList : { total: BookList['total']; books: Selected<Book, Fields>[] }>;
    /**
     * All pages, read one after another as they are asked for, at the pace of the limits. `break` ends it.
     *
     * @throws {ApiError} As the operation does. @throws {ResponseFormatError} When a page comes again and again.
     */
    pages<const Fields extends readonly BookField[] | undefined = undefined>(params?: ListBooksParams & { only?: NotEmpty<Fields> }, options?: PageOptions): AsyncGenerator<[Fields] extends [undefined] ? BookList : { total: BookList['total']; books: Selected<Book, Fields>[] }, void, void>;
    /**
     * The items of all pages. All pages, read one after another as they are asked for, at the pace of the limits. `break` ends it.
     *
     * @throws {ApiError} As the operation does. @throws {ResponseFormatError} When a page comes again and again.
     */
    items<const Fields extends readonly BookField[] | undefined = undefined>(params?: ListBooksParams & { only?: NotEmpty<Fields> }, options?: PageOptions): AsyncGenerator<Selected<Book, Fields>, void, void>;
  };

  /**
   * Add a book
   *
   * Puts a book on the shelf.
   *
   * At most 2 requests in 1 s, shared by all operations of class desk on one key.
   *
   * @throws {ApiError} With a status 409, or any other that is no success.
   */
  addBook(params: AddBookParams, call?: CallOptions): ResponsePromise<Book>;

  /**
   * Get a book
   *
   * One book by its number.
   *
   * At most 4 requests in 1 s, shared by all operations of class shelf on one key.
   *
   * @throws {ApiError} With a status 404, or any other that is no success.
   */
  getBook<const Fields extends readonly BookField[] | undefined = undefined>(
    params: GetBookParams & { only?: NotEmpty<Fields> },
    call?: CallOptions,
  ): ResponsePromise<Selected<Book, Fields>>;

  /**
   * Remove a book
   *
   * Takes a book from the shelf.
   *
   * At most 4 requests in 1 s, shared by all operations of class shelf on one key.
   *
   * @throws {ApiError} With a status 400, or any other that is no success.
   */
  removeBook(params: RemoveBookParams, call?: CallOptions): ResponsePromise<undefined>;

  /**
   * Replace the reviews
   *
   * Replaces all reviews of a book.
   *
   * At most 4 requests in 1 s, shared by all operations of class shelf on one key.
   *
   * @throws {ApiError} With a status 400, or any other that is no success.
   */
  putReviews(params: PutReviewsParams, call?: CallOptions): ResponsePromise<PutReviewsResponse>;
}

/** What each operation takes and gives, by its name. */
export interface OperationTypes {
  listBooks: {
    params: ListBooksParams;
    data: BookList;
    selects: 'only';
    selected: { total: BookList['total']; books: Partial<Book>[] };
    errors: { 400: Problem; default: Problem };
  };
  addBook: {
    params: AddBookParams;
    data: Book;
    errors: { 409: Problem; default: Problem };
  };
  getBook: {
    params: GetBookParams;
    data: Book;
    selects: 'only';
    errors: { 404: Problem; default: Problem };
  };
  removeBook: {
    params: RemoveBookParams;
    data: undefined;
    errors: { 400: Problem; default: Problem };
  };
  putReviews: {
    params: PutReviewsParams;
    data: PutReviewsResponse;
    errors: { 400: Problem; default: Problem };
  };
}

/** The credentials of the API, by the name of their security scheme. */
export interface Credentials {
  apiKey?: Credential<string>;
}

/** The types of the API, for `createClient`. */
export interface ContractTypes {
  methods: Methods;
  operations: OperationTypes;
  paths: paths;
  credentials: Credentials;
}
