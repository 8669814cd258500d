import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createEmulator } from '../../src/testing/emulator.ts';
import { type EmulatorServer, listen } from '../../src/testing/node.ts';
import document from '../contracts/bookshop/generated/openapi.json' with { type: 'json' };
import { books } from './support.ts';

const emulator = createEmulator({
  contract: document,
  data: { Book: [{ isbn: '9780140449136', title: 'The Odyssey', genre: 'poetry', price: 9.5 }] },
});
let server: EmulatorServer;
beforeAll(async () => {
  server = await listen(emulator);
});
afterAll(() => server.close());
beforeEach(() => emulator.reset());
const env = () => ({ BOOKS_KEY: 'any', BOOKS_URL: server.url });

test('there is a command for every operation', async () => {
  const { code, out } = await books(['--help']);
  expect(code).toBe(0);
  for (const name of ['list-books', 'add-book', 'get-book', 'remove-book', 'put-reviews', 'emulate']) {
    expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  }
});

test('lists, numbers and headers are options', async () => {
  const args = ['list-books', '--genres', 'novel,poetry', '--page', '1', '--accept-language', 'de'];
  expect(await books(args, { env: env() })).toMatchObject({ code: 0, err: '' });
  expect(emulator.requests[0]).toMatchObject({ headers: { 'accept-language': 'de' } });
  expect(new URL(emulator.requests[0]!.url).search).toBe('?genres=novel&genres=poetry&page=1');
  expect((await books(['list-books', '--page', 'one'], { env: env() })).code).toBe(2);
});

test('a body is an option, read as JSON', async () => {
  const book = { isbn: '9780141439600', title: 'Dracula', genre: 'novel', price: 8 };
  const { code, out } = await books(['add-book', '--body', JSON.stringify(book)], { env: env() });
  expect([code, JSON.parse(out).isbn]).toEqual([0, expect.any(String)]);
  expect(emulator.requests[0]?.body).toMatchObject({ isbn: book.isbn });
  const missing = await books(['add-book'], { env: env() });
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('--body')]);
  const broken = await books(['add-book', '--body', '{secret'], { env: env() });
  expect(broken.code).toBe(2);
  expect(broken.err).toContain('Expected JSON.');
});

test('an operation with two parameters of one name, and one without an answer', async () => {
  const args = ['remove-book', '9780140449136', '--isbn', '9780140449136'];
  expect(await books(args, { env: env() })).toEqual({ code: 0, out: '', err: '' });
  expect(emulator.requests[0]).toMatchObject({ method: 'DELETE', headers: { isbn: '9780140449136' } });
});

test('the pages of a list are read to the end, an item a line, without their secrets', async () => {
  const Book = Array.from({ length: 5 }, (_, index) => ({
    isbn: String(9780140449136 + index),
    title: `No. ${index}`,
    vendor: { name: 'Ithaca', api_secret: 'canary' },
  }));
  await using shelf = await listen(createEmulator({ contract: document, data: { Book } }));
  const args = ['list-books', '--all', '--per-page', '2'];
  const { code, out, err } = await books(args, { env: { BOOKS_KEY: 'any', BOOKS_URL: shelf.url } });
  expect([code, err]).toEqual([0, expect.stringMatching(/^5 items of 3 pages, in \d+ s\.\n$/)]);
  const lines = out.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).title)).toEqual(Book.map(({ title }) => title));
  expect(out).not.toContain('canary');
  const revealed = await books([...args, '--reveal'], { env: { BOOKS_KEY: 'any', BOOKS_URL: shelf.url } });
  expect(revealed.out.match(/canary/g)).toHaveLength(5);
  expect((await books(['get-book', '9780140449136', '--all'], { env: env() })).err).toContain('unknown option');
});
