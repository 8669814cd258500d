import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { examples } from '#generated/examples.ts';
import { createEmulator } from '../../src/testing/index.ts';
import { type EmulatorServer, listen } from '../../src/testing/node.ts';
import { ROOT, scratch } from '../scripts/generate/support.ts';
import { hood } from './support.ts';

const ids = Array.from({ length: 12 }, (_, index) => String(1_000 + index));
const emulator = createEmulator({
  data: { Integration: ids.map((id) => ({ ...examples.getIntegration['200'], id })) },
  token: 'any',
  limits: false,
});
const folder = scratch('cli-many');
let server: EmulatorServer;
beforeAll(async () => {
  server = await listen(emulator);
});
afterAll(async () => {
  folder.remove();
  await server.close();
});
beforeEach(() => emulator.reset());

const env = () => ({ OCAMBA_TOKEN: 'any', OCAMBA_BASE_URL: server.url });
const idsIn = (out: string): string[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).id);
const command = ['get-integration', '--fields', 'id'];

test('values come from arguments, from a file and from standard input, results in their order', async () => {
  const file = join(folder.path, 'ids');
  writeFileSync(file, `${ids.slice(0, 4).join('\r\n')}\n\n`);
  for (const [args, stdin] of [
    [[...command, ...ids.slice(0, 4)]],
    [[...command, '--from', file]],
    [[...command, '-'], ids.slice(0, 4).join('\n')],
    [[...command, '--from', '-'], ids.slice(0, 4).join('\n')],
  ] as const) {
    const { code, out, err } = await hood(args, { env: env(), ...(stdin && { stdin }) });
    expect([code, idsIn(out)]).toEqual([0, ids.slice(0, 4)]);
    expect(err).toMatch(/^4 done, 0 failed, in \d+ s\.\n$/);
  }
});

test('what is skipped is not called, be it all', async () => {
  const { code, out, err } = await hood([...command, '1000', '--skip', '1'], { env: env() });
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(err).toContain('0 done');
  expect(emulator.requests).toHaveLength(0);
});

test('what fails is named, the rest goes on, and the run exits with 1', async () => {
  const { code, out, err } = await hood([...command, '1000', '7', '1001'], { env: env() });
  expect([code, idsIn(out)]).toEqual([1, ['1000', '1001']]);
  expect(err).toMatch(/^7: `getIntegration` .* was answered 400/);
  expect(err).toContain('2 done, 1 failed');
});

test('a token that is refused ends the run, and says how to go on', async () => {
  const { code, err } = await hood([...command, ...ids], { env: { ...env(), OCAMBA_TOKEN: 'other' } });
  expect(code).toBe(1);
  expect(err).toMatch(/0 done, 1 failed, in \d+ s\. To go on: the same command with --skip 1\./);
});

test('an interrupted run finishes what is under way, and can go on where it stopped', async () => {
  const file = join(folder.path, 'all');
  writeFileSync(file, ids.join('\n'));
  emulator.fail({ kind: 'slow', latencyMs: 150 });
  let interrupted = false;
  const first = await hood([...command, '--from', file], {
    env: env(),
    watch: (printed, kill) => {
      if (interrupted || !printed.includes('\n')) return;
      interrupted = true;
      kill('SIGINT');
    },
  });
  expect(first.code).toBe(130);
  const [, skip] = /--skip (\d+)/.exec(first.err) ?? [];
  const done = idsIn(first.out);
  expect(done).toEqual(ids.slice(0, Number(skip)));
  expect(done.length).toBeGreaterThan(0);
  // Nothing that was sent was thrown away.
  expect(emulator.requests).toHaveLength(done.length);
  const second = await hood([...command, '--from', file, '--skip', skip!], { env: env() });
  expect([second.code, [...done, ...idsIn(second.out)]]).toEqual([0, ids]);
});

test('a second interruption ends it at once', async () => {
  emulator.fail({ kind: 'hang' });
  let signals = 0;
  const { code, out, err } = await hood([...command, '1000', '1001', '--verbose'], {
    env: env(),
    watch: (printed, kill) => {
      const wanted = signals === 0 ? '#2: attempt 1 sent' : 'again to stop at once';
      if (signals === 2 || !printed.includes(wanted)) return;
      signals += 1;
      kill('SIGINT');
    },
  });
  expect([code, out]).toEqual([130, '']);
  expect(err).toContain('Finishing 2 under way.');
  expect(err).toContain('--skip 0.');
});

test('on a terminal a line tells how far it is', async () => {
  emulator.fail({ kind: 'slow', latencyMs: 300 });
  const results = join(folder.path, 'out');
  const cli = `"${process.execPath}" dist/cli.js get-integration --fields id ${ids.slice(0, 2).join(' ')} > ${results}`;
  // util-linux' own way to give a program a terminal.
  const child = spawn('script', ['-qec', cli, '/dev/null'], { cwd: ROOT, env: { ...process.env, ...env() } });
  let shown = '';
  child.stdout.on('data', (data: Buffer) => {
    shown += data.toString();
  });
  await new Promise((resolve) => child.on('close', resolve));
  expect(shown).toMatch(/\d of 2/);
  // The line is gone in the end, and the summary stands alone.
  expect(shown.split('\r\u001b[2K').at(-1)).toMatch(/^2 done, 0 failed, in \d+ s\.\r\n$/);
  expect(idsIn(readFileSync(results, 'utf8'))).toEqual(ids.slice(0, 2));
});

test('a reader that has enough ends it in peace; a full disk is an error that says so', async () => {
  const cli = `"${process.execPath}" dist/cli.js get-integration --fields id ${ids.join(' ')}`;
  const sh = (script: string): Promise<{ code: number | null; text: string }> =>
    new Promise((resolve) => {
      const child = spawn('bash', ['-c', script], { cwd: ROOT, env: { ...process.env, ...env() } });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (data: Buffer) => {
          text += data.toString();
        });
      }
      child.on('close', (code) => resolve({ code, text }));
    });
  expect(await sh(`set -o pipefail; ${cli} | head -n 1`)).toEqual({ code: 0, text: '{"id":"1000"}\n' });
  const full = await sh(`${cli} > /dev/full`);
  expect(full).toEqual({
    code: 1,
    text: 'The output cannot be written (ENOSPC). To go on: the same command with --skip 0.\n',
  });
});
