import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { examples } from '#generated/examples.ts';
import { createEmulator } from '../../src/testing/index.ts';
import { type EmulatorServer, listen } from '../../src/testing/node.ts';
import { scratch } from '../scripts/generate/support.ts';
import { testWith } from '../support/test-with.ts';
import { hood } from './support.ts';

const integration = examples.getIntegration['200'];
const TOKEN = 'tok-a1b2c3d4e5';
const emulator = createEmulator({ data: { Integration: [integration] }, token: TOKEN, limits: false });
const folder = scratch('cli');
let server: EmulatorServer;
beforeAll(async () => {
  server = await listen(emulator);
});
afterAll(async () => {
  folder.remove();
  await server.close();
});
beforeEach(() => emulator.reset());

const api = () => ({ OCAMBA_TOKEN: TOKEN, OCAMBA_BASE_URL: server.url });

describe('one call', () => {
  test('prints JSON with its secrets masked, and reveals them when asked to', async () => {
    const masked = await hood(['get-integration', integration.id], { env: api() });
    expect(masked).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(masked.out)).toMatchObject({ id: integration.id, settings: { auth_token: '[redacted]' } });
    const revealed = await hood(['get-integration', integration.id, '--reveal'], { env: api() });
    expect(JSON.parse(revealed.out)).toEqual(integration);
  });

  test('takes parameters as options', async () => {
    const { out } = await hood(['get-integration', integration.id, '--fields', 'id, name', '--view', 'full'], {
      env: api(),
    });
    expect(JSON.parse(out)).toEqual({ id: integration.id, name: integration.name });
    expect(new URL(emulator.requests[0]!.url).search).toBe('?fields=id,name&view=full');
  });

  test('takes the token from a file, and needs none with the emulator', async () => {
    const file = join(folder.path, 'token');
    writeFileSync(file, `${TOKEN}\n`);
    const args = ['get-integration', integration.id, '--token-file', file, '--base-url', server.url];
    expect((await hood(args)).code).toBe(0);
    const emulated = await hood(['get-integration', integration.id, '--emulate', '--fields', 'id']);
    expect(JSON.parse(emulated.out)).toEqual({ id: integration.id });
  });

  test('--verbose shows attempts and waits', async () => {
    emulator.fail({ kind: 'reset' }, { times: 1 });
    const { err } = await hood(['get-integration', integration.id, '--verbose'], { env: api() });
    expect(err).toMatch(/attempt 1 failed \(CONNECTION_FAILED\), another in \d+ ms/);
    expect(err).toMatch(/attempt 2 answered 200/);
    expect(err).not.toContain(TOKEN);
  });

  testWith('curl')('--curl prints a command that does the same, without the token', async () => {
    const { out } = await hood(['get-integration', integration.id, '--fields', 'id,name', '--curl'], { env: api() });
    expect(out).not.toContain(TOKEN);
    expect(emulator.requests).toHaveLength(0);
    const { stdout } = await promisify(execFile)('sh', ['-c', `${out.trim()} --silent`], {
      env: { ...process.env, ...api() },
    });
    expect(JSON.parse(stdout)).toEqual({ id: integration.id, name: integration.name });
  });
});

describe('a failure', () => {
  test.each([
    ['an unknown id', ['get-integration', '9'], 1, /answered 400 .*trace id \S+\. .*\nThe API says: /s],
    ['a command that there is none of', ['get-integraton', '9'], 2, /unknown command.*See hood --help/s],
    ['help on a command that there is none of', ['help', 'nope'], 2, /unknown command 'nope'.*See hood --help/s],
    ['an option that there is none of', ['get-integration', '9', '--feilds', 'id'], 2, /unknown option.*--help/s],
    ['a field that there is none of', ['get-integration', '9', '--fields', 'id,nam'], 2, /Expected one of id,/],
    ['no value', ['get-integration'], 2, /Give a value, or name a file with --from/],
    ['a value that leads elsewhere', ['get-integration', '..'], 2, /would lead to another path/],
    ['a time that is none', ['get-integration', '9', '--timeout', '-1'], 2, /Expected a number above 0/],
    ['a count that is none', ['get-integration', '9', '--retries', '1.5'], 2, /Expected a whole number from 0/],
    ['a file that is not there', ['get-integration', '--from', '/nowhere'], 2, /--from cannot be read \(ENOENT\)/],
    ['values from two places', ['get-integration', '9', '--from', '/nowhere'], 2, /not in two of these/],
    [
      'the emulator and another place',
      ['get-integration', '9', '--emulate', '--base-url', 'x'],
      2,
      /cannot be used with/,
    ],
    [
      'a base URL without TLS',
      ['get-integration', '9', '--base-url', 'http://a.example'],
      2,
      /OCAMBA_BASE_URL or --base-url to/,
    ],
    ['a token file that is not there', ['check-settings', '9', '--token-file', '/nowhere'], 2, /\(ENOENT\)/],
  ] as const)('%s', async (_, args, code, message) => {
    const run = await hood(args, { env: api() });
    expect(run).toMatchObject({ code, out: '' });
    expect(run.err).toMatch(message);
    expect(run.err).not.toMatch(/^ {4}at /m);
  });

  test('a token is never an argument', async () => {
    for (const args of [['--token', TOKEN], [`--token=${TOKEN}`]]) {
      const { code, out, err } = await hood(['get-integration', '1161', ...args]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('never taken as an argument');
      expect(err).not.toContain(TOKEN);
    }
  });

  test('without a token, or with a wrong one, it says what to do', async () => {
    expect(await hood(['get-integration', '1161'])).toMatchObject({ code: 2, err: /Set OCAMBA_TOKEN/ });
    const broken = await hood(['get-integration', '1161'], { env: { OCAMBA_TOKEN: 'two words' } });
    expect(broken.code).toBe(2);
    expect(broken.err).not.toContain('two words');
    const wrong = await hood(['get-integration', '1161'], { env: { ...api(), OCAMBA_TOKEN: 'another' } });
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('Check that the credential is valid') });
  });

  test('no connection is 3, no time is 4, an unreadable answer is 1', async () => {
    const args = ['get-integration', integration.id, '--retries', '0'];
    emulator.fail({ kind: 'reset' }, { times: 1 });
    expect((await hood(args, { env: api() })).code).toBe(3);
    emulator.fail({ kind: 'hang' }, { times: 1 });
    expect((await hood([...args, '--timeout', '0.2'], { env: api() })).code).toBe(4);
    emulator.fail({ kind: 'status', status: 429 }, { times: 1 });
    expect((await hood(args, { env: api() })).code).toBe(4);
    emulator.fail({ kind: 'html', status: 200 }, { times: 1 });
    expect((await hood(args, { env: api() })).code).toBe(1);
  });

  test('a stack is shown only when asked for', async () => {
    expect((await hood(['get-integration', '9', '--verbose'], { env: api() })).err).toMatch(/^ {4}at /m);
  });
});

describe('check-settings', () => {
  test('says that all is well, or what is wrong and exits with 1', async () => {
    expect(await hood(['check-settings', integration.id], { env: api() })).toMatchObject({ code: 0, err: '' });
    const broken = { ...integration, id: '5', settings: { account_sid: 7, extra: 'hidden' } };
    const other = createEmulator({ data: { Integration: [broken as never] } });
    await using listening = await listen(other);
    const env = { OCAMBA_TOKEN: 'any', OCAMBA_BASE_URL: listening.url };
    const table = await hood(['check-settings', '5'], { env });
    expect(table.code).toBe(1);
    expect(table.out).toMatch(/^error {4}account_sid +.*type/m);
    expect(table.out).toMatch(/^warning {2}extra /m);
    expect(table.out).not.toContain('hidden');
    const json = await hood(['check-settings', '5', '--json'], { env });
    expect(JSON.parse(json.out)).toContainEqual(expect.objectContaining({ setting: 'auth_token', kind: 'missing' }));
    expect(json.code).toBe(1);
    const many = await hood(['check-settings', '-', '--json'], { env, stdin: '5\n9\n\n5\n' });
    const ids = many.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id);
    expect([many.code, ids]).toEqual([1, ['5', '5']]);
    expect(many.err).toMatch(/^9: `getIntegration`/);
  });
});

test('what comes from the server or from a line is nothing that a terminal obeys, and stays the same JSON', async () => {
  const evil = '\u001b]52;c;ZXZpbA==\u0007\u001b[2J\r\b\u009b31m\u202e\u2066x\u007f';
  const controls = /[^\n\t\u0020-\u007e]/;
  const named = { ...integration, id: '7', name: evil };
  const other = createEmulator({ data: { Integration: [named as never] } });
  await using listening = await listen(other);
  const env = { OCAMBA_TOKEN: 'any', OCAMBA_BASE_URL: listening.url };
  const { out } = await hood(['get-integration', '7', '--fields', 'name'], { env });
  expect(out).not.toMatch(controls);
  expect((JSON.parse(out) as { name: string }).name).toBe(evil);
  other.fail({ kind: 'status', status: 400, body: { title: evil, message: 'no' } });
  const refused = await hood(['get-integration', '7'], { env });
  expect(refused.err).toContain('The API says: \\u001b]52;');
  const lines = await hood(['get-integration', '-'], { env, stdin: `${evil.replace('\r', '')}\n` });
  const unknown = await hood(['help', evil], { env });
  for (const { err } of [refused, lines, unknown]) expect(err).not.toMatch(controls);
});

test('the help has the prose of the contract, its limits and the exit codes', async () => {
  const all = await hood(['--help']);
  expect(all.out).toContain('  list-integrations ');
  expect(all.out).not.toMatch(/^#|What is not known/m);
  const { code, out } = await hood(['get-integration', '--help']);
  expect(code).toBe(0);
  for (const part of [
    'Returns one integration',
    '--fields',
    'One of id, company_id',
    '10 in 1 s',
    '130  interrupted',
  ]) {
    expect(out).toContain(part);
  }
  expect(out).not.toMatch(/[*]{2}|^> /m);
  expect((await hood(['help', 'check-settings'])).out).toMatch(/Prints\s+no value/);
  expect((await hood(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
