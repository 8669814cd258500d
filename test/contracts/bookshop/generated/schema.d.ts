// Made by `npm run generate -- --spec test/contracts/bookshop/openapi.yaml --out test/contracts/bookshop/generated` from test/contracts/bookshop/openapi.yaml. Do not edit: change that, and run it again.

/**
 * A kind of book; more may come.
 * @example novel
 */
export type Genre = "novel" | "poetry" | (string & {});

/** Who sells a book. */
export interface Vendor {
  /**
   * The vendor's name.
   * @example Ithaca
   */
  name: string;
  /**
   * The key to the vendor's own system.
   *
   * Holds secrets: keep it out of logs.
   * @example hush
   */
  api_secret?: string;
  /**
   * Format: uuid
   * The account.
   * @example 6f0a9d0e-0c0b-4a51-9a3b-1f2d3c4b5a69
   */
  account?: string;
  /**
   * Format: email
   * Where to ask.
   * @example ithaca@bookshop.example
   */
  mail?: string;
  /**
   * Format: uri
   * The shop of its own.
   * @example https://ithaca.example/
   */
  site?: string;
  /**
   * Format: date
   * The first day.
   * @example 2019-04-01
   */
  since?: string;
  /**
   * Format: date-time
   * The last visit.
   * @example 2024-05-23T06:33:01Z
   */
  seen_at?: string;
}

/** A book. */
export interface Book {
  /**
   * Thirteen digits, as a string.
   * @example 9780140449136
   */
  isbn: string;
  /**
   * The title.
   *
   * Limits: at most 200 characters.
   * @example The Odyssey
   */
  title: string;
  /** A kind of book; more may come. */
  genre?: Genre;
  /**
   * In euros; null when not for sale.
   * @example 9.5
   */
  price?: number | null;
  /** Who sells a book. */
  vendor?: Vendor;
  /** A book. */
  sequel?: Book;
}

/** A page of books. */
export interface BookList {
  /**
   * Format: int32
   * Books on all pages.
   * @example 2
   */
  total: number;
  /** The books of this page. */
  books: Book[];
}

/** A review. */
export interface Review {
  /**
   * From 1, poor, to 5.
   *
   * Limits: 1 to 5.
   * @example 5
   */
  stars: number;
  /**
   * What the reader says.
   * @example Long but good.
   */
  text?: string;
}

/** What went wrong. */
export interface Problem {
  /**
   * For people.
   * @example No such book.
   */
  reason: string;
  /**
   * To quote to support.
   * @example b-17
   */
  trace_id?: string;
}

export interface paths {
  "/books": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List books
     * Books in the order in which they were added.
     */
    get: operations["listBooks"];
    put?: never;
    /**
     * Add a book
     * Puts a book on the shelf.
     */
    post: operations["addBook"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/books/{isbn}": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The book's number.
         * @example 9780140449136
         */
        isbn: string;
      };
      cookie?: never;
    };
    /**
     * Get a book
     * One book by its number.
     */
    get: operations["getBook"];
    put?: never;
    post?: never;
    /**
     * Remove a book
     * Takes a book from the shelf.
     */
    delete: operations["removeBook"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/books/{isbn}/reviews": {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The book's number.
         * @example 9780140449136
         */
        isbn: string;
      };
      cookie?: never;
    };
    get?: never;
    /**
     * Replace the reviews
     * Replaces all reviews of a book.
     */
    put: operations["putReviews"];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}

export type webhooks = Record<string, never>;

export interface components {
  schemas: {
    Genre: Genre;
    Vendor: Vendor;
    Book: Book;
    BookList: BookList;
    Review: Review;
    Problem: Problem;
  };
  responses: {
    /** What went wrong. */
    Problem: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *   "reason": "No such book.",
         *   "trace_id": "b-17"
         * }
         */
        "application/json": Problem;
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}

export type $defs = Record<string, never>;

export interface operations {
  listBooks: {
    parameters: {
      query?: {
        /**
         * Only books of these genres.
         * @example [
         *   "novel",
         *   "poetry"
         * ]
         */
        genres?: Genre[];
        /**
         * Which page, counted from 1.
         * @example 1
         */
        page?: number;
        /**
         * How many books a page has.
         * @example 20
         */
        per_page?: number;
        /**
         * The properties to answer with.
         * @example [
         *   "isbn",
         *   "title"
         * ]
         */
        only?: ("isbn" | "title" | "genre" | "price" | "vendor" | "sequel")[];
      };
      header?: {
        /**
         * The language of the blurbs.
         * @example de
         */
        "Accept-Language"?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** A page of books. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *   "total": 2,
           *   "books": [
           *     {
           *       "isbn": "9780140449136",
           *       "title": "The Odyssey",
           *       "genre": "poetry",
           *       "price": 9.5,
           *       "vendor": {
           *         "name": "Ithaca",
           *         "api_secret": "hush"
           *       }
           *     },
           *     {
           *       "isbn": "9780141439518",
           *       "title": "Pride and Prejudice",
           *       "genre": "novel",
           *       "price": 7
           *     }
           *   ]
           * }
           */
          "application/json": BookList;
        };
      };
      400: components["responses"]["Problem"];
      default: components["responses"]["Problem"];
    };
  };
  addBook: {
    parameters: {
      query?: {
        /**
         * Pays for the shelf.
         * @example B-2024
         */
        voucher?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The book to add. */
    requestBody: {
      content: {
        /**
         * @example {
         *   "isbn": "9780140449136",
         *   "title": "The Odyssey"
         * }
         */
        "application/json": Book;
      };
    };
    responses: {
      /** The book as it stands on the shelf. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *   "isbn": "9780140449136",
           *   "title": "The Odyssey",
           *   "genre": "poetry"
           * }
           */
          "application/json": Book;
        };
      };
      409: components["responses"]["Problem"];
      default: components["responses"]["Problem"];
    };
  };
  getBook: {
    parameters: {
      query?: {
        /**
         * The properties to answer with.
         * @example [
         *   "isbn",
         *   "title"
         * ]
         */
        only?: ("isbn" | "title" | "genre" | "price" | "vendor" | "sequel")[];
      };
      header?: never;
      path: {
        /**
         * The book's number.
         * @example 9780140449136
         */
        isbn: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The book. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *   "isbn": "9780140449136",
           *   "title": "The Odyssey",
           *   "genre": "poetry",
           *   "price": 9.5
           * }
           */
          "application/json": Book;
        };
      };
      404: components["responses"]["Problem"];
      default: components["responses"]["Problem"];
    };
  };
  removeBook: {
    parameters: {
      query?: never;
      header?: {
        /**
         * The same number again, against slips of the hand.
         * @example 9780140449136
         */
        isbn?: string;
      };
      path: {
        /**
         * The book's number.
         * @example 9780140449136
         */
        isbn: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** The book is gone. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components["responses"]["Problem"];
      default: components["responses"]["Problem"];
    };
  };
  putReviews: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * The book's number.
         * @example 9780140449136
         */
        isbn: string;
      };
      cookie?: never;
    };
    /** All reviews. */
    requestBody: {
      content: {
        /**
         * @example [
         *   {
         *     "stars": 5,
         *     "text": "Long but good."
         *   }
         * ]
         */
        "application/json": Review[];
      };
    };
    responses: {
      /** The reviews as stored. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example [
           *   {
           *     "stars": 5,
           *     "text": "Long but good."
           *   }
           * ]
           */
          "application/json": Review[];
        };
      };
      400: components["responses"]["Problem"];
      default: components["responses"]["Problem"];
    };
  };
}
