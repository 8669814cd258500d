import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { copyBookshop, generate, scratch, typeCheck } from './support.ts';

const folder = scratch('methods');
afterAll(folder.remove);
const out = join(folder.path, 'out');
const usage = join(out, 'usage.ts');
let methods: string;
let schema: string;

/** What a program says of the methods of the foreign contract; `// ^` marks what is hovered over in the line above. */
const USAGE = `
import type { Methods, BookField, GetBookParams, ListBooksParams } from './methods.js';
import type { Genre } from './schema.js';
declare const shop: Methods;
declare const some: BookField[];
declare const perhaps: readonly BookField[] | undefined;
declare const params: GetBookParams;
const isbn = '9780140449136';

export const whole = await shop.getBook({ isbn });
//           ^
export const picked = await shop.getBook({ isbn, only: ['isbn', 'title'] });
//           ^
const two = ['isbn', 'genre'] as const;
export const pickedToo = await shop.getBook({ isbn, only: two });
//           ^
export const partial = await shop.getBook({ isbn, only: some });
//           ^
export const partialToo = await shop.getBook({ isbn, only: perhaps });
//           ^
export const wrapped = await shop.getBook(params, { signal: AbortSignal.timeout(1), timeoutMs: undefined });
//           ^
// @ts-expect-error A list that is empty asks for nothing.
await shop.getBook({ isbn, only: [] });
// @ts-expect-error The same, as a constant.
await shop.getBook({ isbn, only: [] as const });
// @ts-expect-error This is no property of a book.
await shop.getBook({ isbn, only: ['isbn', 'nope'] });
// @ts-expect-error A required parameter is missing.
await shop.getBook({ only: ['isbn'] });
// @ts-expect-error It was not asked for.
picked.genre;

export const genre: Genre = 'no genre yet known';
export const page = await shop.listBooks();
//           ^
const wanted: ListBooksParams = { genres: ['novel'] as const, page: undefined, 'Accept-Language': 'de' };
export const same = await shop.listBooks(wanted);
export const added = await shop.addBook({ body: { isbn, title: 'The Odyssey', price: null } });
//           ^
export const gone = await shop.removeBook({ path: { isbn }, header: { isbn } });
//           ^
// @ts-expect-error Two parameters of one name are told apart by their place.
await shop.removeBook({ isbn });
export const reviews = await shop.putReviews({ isbn, body: [{ stars: 5 }] as const });
//           ^
reviews.push({ stars: 1 });
`;

beforeAll(async () => {
  const spec = copyBookshop(folder.path);
  expect(await generate(['--spec', spec, '--out', out, '--no-lint'])).toMatchObject({ code: 0 });
  methods = readFileSync(join(out, 'methods.d.ts'), 'utf8');
  schema = readFileSync(join(out, 'schema.d.ts'), 'utf8');
  writeFileSync(usage, USAGE);
}, 30_000);

test.each(['typescript', 'typescript-7'] as const)(
  'methods take and give what the contract says, by %s',
  async (compiler) => {
    expect(await typeCheck(out, compiler)).toEqual({ code: 0, out: '', err: '' });
  },
);

test('an editor shows names, not walls of properties', () => {
  const service = languageService();
  const lines = USAGE.split('\n');
  const shown = lines.flatMap((line, index) => {
    const column = line.indexOf('^');
    if (!line.startsWith('//  ') || column < 0) return [];
    const position = lines.slice(0, index - 1).join('\n').length + 1 + column;
    return [ts.displayPartsToString(service.getQuickInfoAtPosition(usage, position)?.displayParts)];
  });
  expect(shown).toEqual([
    'const whole: Book',
    'const picked: Pick<Book, "isbn" | "title">',
    'const pickedToo: Pick<Book, "isbn" | "genre">',
    'const partial: Partial<Book>',
    'const partialToo: Partial<Book>',
    'const wrapped: Partial<Book>',
    'const page: BookList',
    'const added: Book',
    'const gone: undefined',
    'const reviews: PutReviewsResponse',
  ]);
});

function languageService(): ts.LanguageService {
  return ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getScriptFileNames: () => [usage],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => out,
    getCompilationSettings: () => ({ strict: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023 }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
}

describe('doc comments say', () => {
  test.each([
    ['limits of length', '* The title.\n   *\n   * Limits: at most 200 characters.\n'],
    ['ranges', '* From 1, poor, to 5.\n   *\n   * Limits: 1 to 5.\n'],
    ['what is secret', "* The key to the vendor's own system.\n   *\n   * Holds secrets: keep it out of logs.\n"],
    ['what a reference leads to', '/** Who sells a book. */\n  vendor?: Vendor;'],
  ])('%s', (_, text) => {
    expect(schema).toContain(text);
  });

  test.each([
    ['patterns', '* Limits: pattern `^[0-9]{13}$`.\n'],
    ['defaults', '* Which page, counted from 1.\n   *\n   * Limits: at least 1.\n   * @default 1\n'],
    ['the body', '/** The book to add. */\n  body: Book;'],
    [
      'what a method does, its limits and its errors',
      [
        '  /**\n   * Add a book\n   *\n   * Puts a book on the shelf.\n   *',
        '   * At most 2 requests in 1 s, shared by all operations of class desk on one key.\n   *',
        '   * @throws {ApiError} With a status 409, or any other that is no success.\n   */',
        '  addBook(params: AddBookParams, call?: CallOptions): ResponsePromise<Book>;',
      ].join('\n'),
    ],
  ])('%s', (_, text) => {
    expect(methods).toContain(text);
  });
});
