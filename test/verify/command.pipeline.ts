import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createEmulator } from '../../src/testing/emulator.ts';
import { listen } from '../../src/testing/node.ts';
import type { Emulator } from '../../src/testing/types.ts';
import { hood as command } from '../cli/support.ts';
import { ROOT, run, script } from '../scripts/generate/support.ts';
import { json, serve } from '../support/serve.ts';
import { books, hood } from './support.ts';

const BOOKS = join(ROOT, 'test', 'contracts', 'bookshop', 'openapi.yaml');
const TOKEN = 'the-token-that-nobody-prints';
const folder = mkdtempSync(join(tmpdir(), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Run = Awaited<ReturnType<typeof run>>;

function verify(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const bare = { OCAMBA_TOKEN: '', OCAMBA_BASE_URL: '', API_TOKEN: '', API_BASE_URL: '' };
  return script('verify', args, ROOT, { ...bare, ...env });
}

describe('the emulator', () => {
  test('confirms what it follows, each claim with its place', async () => {
    const { code, out, err } = await verify(['--emulate']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(
      /^ {2}`name` of Integration has at most 100 characters: \d+ times, first by listIntegrations\n {4}openapi\/openapi\.yaml:\d+ \/components\/schemas\/Integration\/properties\/name\/maxLength$/m,
    );
    expect(out).toMatch(
      /\n\d+ confirmed, 0 contradicted, \d+ unseen, 0 unknown\.\n35 exchanges, 32 of them successes, of the emulator, /,
    );
    const [, line] = /openapi\.yaml:(\d+) \/components\/schemas\/Integration\/properties\/name\/maxLength/.exec(out)!;
    expect(readFileSync(join(ROOT, 'openapi', 'openapi.yaml'), 'utf8').split('\n')[Number(line) - 1]).toMatch(
      /maxLength: 100/,
    );
  });

  test('of any contract, for programs', async () => {
    const { code, out } = await verify(['--emulate', '--spec', BOOKS, '--format', 'json']);
    const report = JSON.parse(out);
    expect({ code, contract: report.contract, source: report.source, left: report.left }).toEqual({
      code: 0,
      contract: { title: 'Bookshop', version: '2.3.0' },
      source: 'emulator',
      left: 0,
    });
    expect(
      report.verdicts.find(
        ({ pointer }: { pointer: string }) => pointer === '/components/schemas/Book/properties/title/maxLength',
      ),
    ).toMatchObject({
      ...{
        verdict: 'confirmed',
        subject: '`title` of Book',
        words: 'has at most 200 characters',
        file: 'test/contracts/bookshop/openapi.yaml',
      },
    });
  });

  test('by the command of the package, which knows no files', async () => {
    const { code, out, err } = await command(['verify', '--emulate', '--format', 'markdown']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^# Ocamba Hood Integrations API: is it true\?\n\n\d+ confirmed, 0 contradicted/);
    expect(out).toContain('- `name` of Integration has at most 100 characters: ');
  });

  test('a write is made where it is allowed, and only there', async () => {
    const allowed = JSON.parse((await verify(['--emulate', '--format', 'json', '--allow', 'createIntegration'])).out);
    const of = (pointer: string) =>
      allowed.verdicts.find((each: { pointer: string }) => each.pointer === pointer).verdict;
    expect([of('/paths/~1v1~1hood~1integrations/post'), of('/paths/~1v1~1hood~1integrations~1{id}/patch')]).toEqual([
      'confirmed',
      'unseen',
    ]);
  });
});

describe('the API itself', () => {
  const listening = async (emulator: Emulator) => {
    const server = await listen(emulator);
    return { env: { OCAMBA_TOKEN: TOKEN, OCAMBA_BASE_URL: server.url }, [Symbol.asyncDispose]: () => server.close() };
  };
  const api = (): Emulator => createEmulator({ contract: hood.document, token: TOKEN, data: hood.data });

  test('nothing is sent unless it was agreed', async () => {
    const emulator = api();
    await using server = await listening(emulator);
    const { code, err } = await verify(['--live'], server.env);
    expect(code).toBe(2);
    expect(err).toMatch(
      /^These 30 calls go to the API, within its limits; 5 more would need a higher --max-calls:\n {2}GET \/v1\/hood\/integrations \(listIntegrations\)\n/,
    );
    expect(err).toContain('Nothing was sent. Add --yes to send this without being asked.');
    expect(emulator.requests).toHaveLength(0);
  });

  const hasTerminal = spawnSync('script', ['--version']).status === 0;
  (hasTerminal ? test : test.skip)('on a terminal it is asked before', async () => {
    const emulator = api();
    await using server = await listening(emulator);
    const ask = (answer: string): Promise<string> =>
      new Promise((resolve) => {
        const line = `${process.execPath} ${join(ROOT, 'dist', 'cli.js')} verify --live --max-calls 1`;
        const child = spawn('script', ['-qec', line, '/dev/null'], { env: { ...process.env, ...server.env } });
        let said = '';
        child.stdout.on('data', (data: Buffer) => {
          const asked = said.includes('[y/N]');
          said += data.toString();
          if (!asked && said.includes('[y/N]')) child.stdin.end(`${answer}\n`);
        });
        child.once('close', () => resolve(said));
      });
    expect(await ask('n')).toContain('Nothing was sent.');
    expect(emulator.requests).toHaveLength(0);
    expect(await ask('y')).toMatch(/1 of 1: GET \S+ \(listIntegrations\)[\s\S]*\d+ confirmed, 0 contradicted/);
    expect(emulator.requests).toHaveLength(1);
  });

  test('is called within its limits, at most as often as was said, and never changed', async () => {
    const emulator = api();
    await using server = await listening(emulator);
    const { code, out } = await verify(['--live', '--yes', '--format', 'json'], server.env);
    expect([code, JSON.parse(out).left, JSON.parse(out).refused]).toEqual([0, 5, 0]);
    expect(emulator.requests).toHaveLength(30);
    expect(new Set(emulator.requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(emulator.requests.filter(({ status }) => status === 401)).toHaveLength(2);
    emulator.reset();
    const few = await command(['verify', '--live', '--yes', '--max-calls', '3'], { env: server.env });
    expect([few.code, emulator.requests.length]).toEqual([0, 3]);
    expect(few.out).toContain('32 calls were not made: raise --max-calls to see more.');
    expect(out + few.out + few.err).not.toContain(TOKEN);
  });

  test('is contradicted where it does something else, and that is the exit code', async () => {
    const emulator = createEmulator({
      contract: hood.document,
      token: TOKEN,
      handlers: { getIntegration: () => ({ body: { id: '1161' } }) },
    });
    await using server = await listening(emulator);
    const { code, out } = await verify(['--live', '--yes', '--max-calls', '3'], server.env);
    expect(code).toBe(1);
    expect(out).toMatch(
      /\nContradicted\n {2}Integration always has `company_id`; there came an object without it, once, first by getIntegration, and held once\n/,
    );
  });

  test('a token that is not valid, and a server that is not there, check nothing', async () => {
    const emulator = api();
    await using server = await listening(emulator);
    const refused = await verify(['--live', '--yes', '--max-calls', '3'], { ...server.env, OCAMBA_TOKEN: 'expired' });
    expect([refused.code, refused.out]).toEqual([
      3,
      expect.stringContaining('Nothing could be checked: no call succeeded.'),
    ]);
    const nobody = await verify(['--live', '--yes', '--max-calls', '1'], {
      ...server.env,
      OCAMBA_BASE_URL: 'http://127.0.0.1:9',
    });
    expect([nobody.code, nobody.out]).toEqual([
      3,
      expect.stringMatching(/\nNothing could be checked: no call succeeded\.\nSome calls failed: /),
    ]);
  });
});

test('of another API, credentials of every kind are given by the names of their schemes, and shown nowhere', async () => {
  await using server = await serve((_, response) => json(response, 200, {}));
  const securitySchemes = {
    basicAuth: { type: 'http', scheme: 'basic' },
    apiKey: { type: 'apiKey', in: 'header', name: 'X-Key' },
    session: { type: 'apiKey', in: 'cookie', name: 'sid' },
    digest: { type: 'http', scheme: 'digest' },
  };
  const needs = {
    both: { basicAuth: [], apiKey: [] },
    cookie: { session: [] },
    more: { digest: [] },
    late: { apiKey: [] },
  };
  const responses = { 200: { description: '', content: { 'application/json': { schema: { type: 'object' } } } } };
  const paths = Object.entries(needs).map(([id, need]) => [
    `/${id}`,
    { get: { operationId: id, security: [need], responses } },
  ]);
  const spec = join(folder, 'schemes.json');
  const info = { title: 'Schemes', version: '1' };
  writeFileSync(
    spec,
    JSON.stringify({ openapi: '3.1.0', info, paths: Object.fromEntries(paths), components: { securitySchemes } }),
  );
  const env = { API_BASE_URL: server.url };
  const none = await verify(['--live', '--yes', '--spec', spec], env);
  expect([none.code, none.err]).toEqual([
    2,
    expect.stringMatching(/^There is no credential\. Set API_BASIC_AUTH as user:password and API_API_KEY\./),
  ]);
  expect(server.received).toHaveLength(0);
  const given = { API_BASIC_AUTH: 'canary-user:canary-word', API_API_KEY: 'canary-key', API_SESSION: 'canary-sid' };
  const { code, out, err } = await verify(['--live', '--yes', '--spec', spec], { ...env, ...given });
  expect([code, out]).toEqual([
    // Whoever has no credential is let in, too.
    1,
    expect.stringContaining(
      'Some calls failed: there is no credential for `more`. The contract asks for a kind of it that',
    ),
  ]);
  expect(out + err).not.toMatch(/canary|Y2FuYXJ5/);
  const pair = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
  expect(
    server.received.map(({ url, headers }) => [url, headers.authorization, headers['x-key'], headers.cookie]),
  ).toEqual([
    ['/both', pair(given.API_BASIC_AUTH), 'canary-key', undefined],
    ['/cookie', undefined, undefined, 'sid=canary-sid'],
    ['/late', undefined, 'canary-key', undefined],
    ['/both', undefined, undefined, undefined],
    ['/both', pair('not-a-credential:'), 'not-a-credential', undefined],
  ]);
});

test.each<[string, readonly string[], RegExp]>([
  ['no source', [], /^Say where evidence comes from: one of --live, --har FILE and --emulate\./],
  [
    'no token',
    ['--live', '--yes'],
    /^There is no credential\. Set OCAMBA_TOKEN\. To try this without one, use --emulate\./,
  ],
  ['no token of another API', ['--live', '--yes', '--spec', BOOKS], /^There is no credential\. Set API_TOKEN\./],
  [
    'a patch in place of the contract',
    ['--live', '--patch', BOOKS],
    /^The file of --patch is there, and is no patch\. Name/,
  ],
  [
    'a patch in no folder',
    ['--live', '--patch', '/nowhere/a.patch'],
    /^The file of --patch cannot be written \(ENOENT\)\./,
  ],
  [
    'a patch in place of a folder',
    ['--live', '--patch', folder],
    /^The file of --patch cannot be written \(EISDIR\)\./,
  ],
  ['a patch that has no name', ['--live', '--patch', ''], /^Expected `--patch` to name a file\./],
  ['a patch of what the emulator says', ['--emulate', '--patch', 'x'], /^--patch is not for --emulate/],
  [
    'a format that there is none of',
    ['--emulate', '--format', 'xml'],
    /^Expected `--format` to be one of text, json, mark/,
  ],
  [
    'no contract',
    ['--emulate', '--spec', '/nowhere.yaml'],
    /^\/nowhere\.yaml:1:1 The file cannot be read \(ENOENT\)\./,
  ],
])('wrong use is told, and nothing is done: %s', async (_, args, words) => {
  const { code, out, err } = await verify(args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(words);
});

test('the command of the package tells wrong use as well', async () => {
  const [none, token] = await Promise.all([command(['verify']), command(['verify', '--live', '--yes'])]);
  expect([none.code, none.err]).toEqual([2, expect.stringMatching(/^error: Say where evidence comes from/)]);
  expect([token.code, token.err]).toEqual([2, expect.stringMatching(/^error: There is no token\. Set OCAMBA_TOKEN/)]);
});

describe('recorded traffic', () => {
  let proxy: ChildProcess;
  const har = join(folder, 'proxy.har');

  /** The address that the proxy says it listens on. */
  const started = (child: ChildProcess): Promise<string> =>
    new Promise((resolve, reject) => {
      let said = '';
      child.stderr!.on('data', (data: Buffer) => {
        said += data.toString();
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
        if (url) resolve(url);
      });
      child.on('close', () => reject(new Error(said)));
    });

  beforeAll(async () => {
    const emulator = createEmulator({ contract: books.document, data: books.data, limits: false });
    const server = await listen(emulator);
    const port = String(20_000 + (process.pid % 20_000));
    proxy = spawn(
      process.execPath,
      [
        join(ROOT, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js'),
        'proxy',
        '--target',
        server.url,
        '--har',
        har,
        '--port',
        port,
      ],
      { env: { ...process.env, REDOCLY_TELEMETRY: 'off' } },
    );
    const closed = new Promise((resolve) => proxy.once('close', resolve));
    const url = await started(proxy);
    const headers = { 'X-Api-Key': TOKEN };
    for (const path of [
      '/api/books',
      '/api/books?only=isbn',
      '/api/books?page=1&per_page=1',
      '/api/books?page=2&per_page=1',
      '/api/books/9780140449136',
    ])
      await (await fetch(`${url}${path}`, { headers })).arrayBuffer();
    proxy.kill('SIGINT');
    await closed;
    await server.close();
  }, 60_000);

  test('of the proxy of Redocly is read, and its credential past', async () => {
    expect(readFileSync(har, 'utf8')).toContain(TOKEN);
    const { code, out } = await verify(['--har', har, '--spec', BOOKS]);
    expect([code, out]).toEqual([0, expect.stringContaining('5 exchanges, 5 of them successes, of recorded traffic')]);
    expect(out).toMatch(/`only` selects|`only` +selects|parameter `only` selects the properties of the answer: once/);
    expect(out).not.toContain(TOKEN);
  });

  test('of other servers is none', async () => {
    const elsewhere = join(folder, 'elsewhere.har');
    writeFileSync(
      elsewhere,
      readFileSync(har, 'utf8').replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://elsewhere.example'),
    );
    expect((await verify(['--har', elsewhere, '--spec', BOOKS])).code).toBe(3);
    const there = await verify(['--har', elsewhere, '--spec', BOOKS], {
      API_BASE_URL: 'https://elsewhere.example/api',
    });
    expect(there.code).toBe(0);
  });

  test('makes a patch that applies, and leaves a contract that is well formed', async () => {
    const lying = JSON.parse(readFileSync(har, 'utf8'));
    const entry = lying.log.entries.at(-1);
    entry.response.content.text = JSON.stringify({
      isbn: 9780140449136,
      label: 'x'.repeat(3),
      genre: 'drama',
      price: 'free',
      vendor: { name: null },
    });
    lying.log.entries.push({ ...entry, response: { ...entry.response, status: 203 } });
    const file = join(folder, 'lying.har');
    writeFileSync(file, JSON.stringify(lying));
    const patch = join(folder, 'books.patch');
    const { code, err } = await verify(['--har', file, '--spec', BOOKS, '--patch', patch]);
    expect(code).toBe(1);
    const shop = join(folder, 'shop');
    mkdirSync(shop);
    cpSync(BOOKS, join(shop, 'test/contracts/bookshop/openapi.yaml'), { recursive: true });
    execFileSync('git', ['apply', patch], { cwd: shop, env: { ...process.env, GIT_CEILING_DIRECTORIES: folder } });
    const [before, after] = [BOOKS, join(shop, 'test/contracts/bookshop/openapi.yaml')].map((each) =>
      readFileSync(each, 'utf8'),
    );
    const changed = after!.split('\n').filter((line) => !before!.split('\n').includes(line));
    expect(changed.map((line) => line.trim().replace(/verified \d{4}-\d\d-\d\d/, 'verified DAY'))).toEqual([
      '"203": { description: "Seen in an answer, documented nowhere.", x-source: verified DAY, content: { application/json: { schema: { type: object, properties: { isbn: { type: integer }, label: { type: string }, genre: { type: string }, price: { type: string }, vendor: { type: object, properties: { name: { type: "null" } } } } } } } }',
      'enum: [novel, poetry, drama]',
      'name: { type: [ string, "null" ], description: The vendor\'s name., examples: [Ithaca] }',
      'required: [isbn]',
      'isbn: { type: [ string, integer ], description: "Thirteen digits, as a string.", examples: ["9780140449136"] }',
      'price: { type: [ number, "null", string ], description: In euros; null when not for sale., examples: [9.5] }',
      'label: { type: string, description: "Seen in an answer, documented nowhere.", x-source: verified DAY }',
    ]);
    expect(err).toMatch(/books\.patch: \d+ changes of the contract, to be reviewed\.\n/);
    const again = await run(
      [
        join(ROOT, 'scripts', 'generate.mjs'),
        '--spec',
        join(shop, 'test/contracts/bookshop/openapi.yaml'),
        '--out',
        join(shop, 'out'),
        '--no-lint',
      ],
      ROOT,
    );
    expect([again.code, existsSync(join(shop, 'out', 'contract.js'))]).toEqual([0, true]);
  });
});
