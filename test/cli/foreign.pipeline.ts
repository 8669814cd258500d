import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createEmulator } from '../../src/testing/emulator.ts';
import { type EmulatorServer, listen } from '../../src/testing/node.ts';
import document from '../contracts/bookshop/generated/openapi.json' with { type: 'json' };
import { ROOT } from '../scripts/generate/support.ts';
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
  for (const name of ['list-books', 'add-book', 'get-book', 'remove-book', 'put-reviews', 'emulate', 'verify']) {
    expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  }
});

test('the contract is checked, also here', async () => {
  const { code, out, err } = await books(['verify', '--emulate']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/`title` of Book has at most 200 characters: \d+ times, first by listBooks\n/);
});

test('lists, numbers and headers are options', async () => {
  const args = ['list-books', '--genres', 'novel,poetry', '--page', '1', '--accept-language', 'de'];
  expect(await books(args, { env: env() })).toMatchObject({ code: 0, err: '' });
  expect(emulator.requests[0]).toMatchObject({ headers: { 'accept-language': 'de' } });
  expect(new URL(emulator.requests[0]!.url).search).toBe('?genres=novel&genres=poetry&page=1');
  expect((await books(['list-books', '--page', 'one'], { env: env() })).code).toBe(2);
});

test('a body comes from a file or standard input, or by its properties', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'books-'));
  const file = (name: string, value: unknown): string => {
    writeFileSync(join(folder, name), JSON.stringify(value));
    return join(folder, name);
  };
  const book = { isbn: '9780141439600', title: 'Dracula', genre: 'novel', price: 8 };
  const whole = file('book.json', book);
  for (const [args, stdin] of [
    [['--body', whole], ''],
    [['--body', `@${whole}`], ''],
    [['--body', '-'], JSON.stringify(book)],
    [['--isbn', book.isbn, '--title', 'Dracula', '--genre', 'novel', '--price', '8'], ''],
  ] as const) {
    emulator.reset();
    const { code, out, err } = await books(['add-book', ...args], { env: env(), stdin });
    expect([code, err, JSON.parse(out).isbn]).toEqual([0, '', book.isbn]);
    expect(emulator.requests[0]?.body).toEqual(book);
  }
  emulator.reset();
  const vendor = file('vendor.json', { name: 'Ithaca', api_secret: 'canary' });
  const voucher = file('voucher.txt', 'canary');
  const args = ['add-book', '--isbn', '9780141439601', '--title', 'Carmilla', '--vendor-file', vendor];
  args.push('--voucher-file', voucher);
  const sent = await books(args, { env: env() });
  expect([sent.code, JSON.stringify(emulator.requests) + sent.out + sent.err]).toEqual([
    0,
    expect.not.stringContaining('canary'),
  ]);
  const curl = await books([...args, '--curl'], { env: env() });
  expect([curl.code, curl.out]).toEqual([0, expect.stringContaining('"api_secret":"[redacted]"')]);
  expect(curl.out).toContain('voucher=%5Bredacted%5D');
  rmSync(folder, { recursive: true });
});

test.each([
  ['nothing', [], '--body, or by --isbn'],
  ['a part', ['--isbn', '1'], 'Add --title.'],
  ['both', ['--isbn', '1', '--body', '-'], 'not both'],
  ['JSON that could hold a secret', ['--body', '{"c4n4ry":1}'], 'every program on this machine'],
  ['a file that is not there', ['--body', 'c4n4ry'], 'cannot be read (ENOENT)'],
  ['no JSON', ['--body', '-'], 'Expected JSON.'],
  ['what the app does not want', ['--isbn', '1', '--title', 'forbidden'], 'not for sale'],
])('a body is refused, and nothing is sent: %s', async (_, args, words) => {
  const { code, out, err } = await books(['add-book', ...args], {
    env: env(),
    stdin: args.length === 2 ? 'c4n4ry' : '{}',
  });
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(words)]);
  expect(err).not.toContain('c4n4ry');
  expect(emulator.requests).toEqual([]);
});

test('what cannot be taken back has to be confirmed', async () => {
  const args = ['remove-book', '9780140449136'];
  const { code, err } = await books(args, { env: env() });
  expect([code, err]).toEqual([2, expect.stringContaining('This takes the book from the shelf. Add --yes to do it.')]);
  expect(emulator.requests).toEqual([]);
  expect(await books([...args, '--curl'], { env: env() })).toMatchObject({ code: 0 });
  expect(await books([...args, '--emulate'])).toEqual({ code: 0, out: '', err: '' });
  const refused = await books(['get-book', '0', '--emulate']);
  expect(refused.err).toMatch(/^The emulator says: Expected .*`isbn`.*\nerror: .* answered 400 /);
  for (const [typed, sent] of [
    ['n', 0],
    ['yes', 1],
  ] as const) {
    emulator.reset();
    const command = [process.execPath, '--import', '@oxc-node/core/register', 'test/cli/books.ts', ...args].join(' ');
    // What gives a program a terminal.
    const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: ROOT, env: { ...process.env, ...env() } });
    child.stdin.write(`${typed}\n`);
    await once(child, 'close');
    expect(emulator.requests).toHaveLength(sent);
  }
});

test('an operation with two parameters of one name, and one without an answer', async () => {
  const args = ['remove-book', '9780140449136', '--isbn', '9780140449136', '--yes'];
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
