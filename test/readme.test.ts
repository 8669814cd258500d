import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract } from '#generated/contract.js';
import { DEFAULTS } from '../src/common/read-options.ts';
import { ROOT, run } from './scripts/generate/support.ts';

const README = readFileSync(resolve('README.md'), 'utf8');
const [first, failing, many, emulated] = [...README.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);

// Inside the package, so that its own name leads to it.
const folder = join(ROOT, '.scratch', 'readme');
beforeAll(() => void mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The code of the README in its order, with the emulator in the place of the API. */
const STORY = `
import { createEmulator as emulate } from 'ocamba-hood/testing';
const api = emulate({ data: { Integration: ['1161', '1162', '1163'].map((id) => ({ ...example, id })) } });
globalThis.fetch = ((input: Request, init?: RequestInit) => api.fetch(input, init)) as typeof fetch;
process.env.OCAMBA_TOKEN = 'any';
`;

test('the code of the README runs as it says', async () => {
  writeFileSync(
    join(folder, 'story.ts'),
    `import { examples } from '#generated/examples.ts';\nconst example = examples.getIntegration['200'];\n${STORY}\n${first}\n${failing}\n${many}`,
  );
  writeFileSync(join(folder, 'emulated.ts'), emulated!);
  const story = await run(['--import', '@oxc-node/core/register', join(folder, 'story.ts')], ROOT);
  expect(story.out.split('\n')).toEqual([
    'Example Integration twilio',
    'active',
    '1161 Example Integration',
    '1162 Example Integration',
    '1163 Example Integration',
    '',
  ]);
  expect(story.err).toContain(
    '400 99a84211-f73d-4ff8-acdf-eb3e06bb9d62 `getIntegration` (GET /v1/hood/integrations/{id}) was answered 400',
  );
  const emulation = await run(['--import', '@oxc-node/core/register', join(folder, 'emulated.ts')], ROOT);
  expect(emulation).toEqual({ code: 0, out: 'Example Integration 2\n', err: '' });
}, 30_000);

test('the code of the README type-checks', async () => {
  writeFileSync(join(folder, 'typed.ts'), `${first}\n${failing}\n${many}`);
  writeFileSync(join(folder, 'emulated.ts'), emulated!);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { noPropertyAccessFromIndexSignature: false },
      include: ['typed.ts', 'emulated.ts'],
    }),
  );
  expect(await run([join(ROOT, 'node_modules/typescript-7/bin/tsc'), '-p', folder], ROOT)).toEqual({
    code: 0,
    out: '',
    err: '',
  });
}, 30_000);

test('its table of defaults is that of the code, its limits those of the contract', () => {
  const digits = (value: number): string => value.toLocaleString('en-US');
  for (const name of ['timeoutMs', 'retries', 'maxResponseBytes'] as const) {
    expect(README).toContain(`| \`${name}\` | ${digits(DEFAULTS[name])} |`);
  }
  expect(README).toContain('| `deadlineMs` | none |');
  expect(DEFAULTS.deadlineMs).toBe(Number.POSITIVE_INFINITY);
  const { marginMs, maxConcurrent, maxQueue } = DEFAULTS;
  expect(README).toContain(
    `{ marginMs: ${marginMs}, maxConcurrent: ${maxConcurrent}, maxQueue: ${digits(maxQueue).replace(',', '_')}, maxWaitMs }`,
  );
  const [burst, steady] = contract.rateLimits['C']!.windows;
  expect(README).toContain(`at most ${burst!.limit} in a second and ${steady!.limit} in a minute`);
  expect([burst!.seconds, steady!.seconds]).toEqual([1, 60]);
});

test('it is for a stranger: at most 200 lines', () => {
  expect(README.split('\n').length).toBeLessThanOrEqual(200);
});
