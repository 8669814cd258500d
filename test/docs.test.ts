import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract } from '#generated/contract.js';
import { EXIT_CODES } from '../src/cli/app.ts';
import { DEFAULTS } from '../src/options.ts';
import { hood } from './cli/support.ts';
import { ROOT, run } from './scripts/generate/support.ts';

// Every block of TypeScript in the guides is a program of its own: it type-checks, and runs against the emulator.
// Blocks for a test runner are run by that in test/consumers.
const guides = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
const textOf = (guide: string): string => readFileSync(join(ROOT, 'docs', guide), 'utf8');
const programs = guides.flatMap((guide) =>
  [...textOf(guide).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code], index) => ({
    name: `${guide.replace('.md', '')}-${index + 1}.ts`,
    code: code!,
  })),
);

// Inside the package, so that its own name leads to it.
const folder = join(ROOT, '.scratch', 'docs');
beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  for (const { name, code } of programs) writeFileSync(join(folder, name), `${code}\nexport {};\n`);
  writeFileSync(
    join(folder, 'run.mjs'),
    `import { createEmulator } from 'ocamba-hood/testing';
     import { listen } from 'ocamba-hood/testing/node';
     process.env.OCAMBA_TOKEN = 'any';
     const emulator = createEmulator();
     const real = globalThis.fetch;
     globalThis.fetch = (input, init) => (input.url.startsWith('http://127.') ? real : emulator.fetch)(input, init);
     for (const name of process.argv.slice(2)) {
       emulator.reset();
       console.log('#', name);
       await import(new URL(name, import.meta.url));
     }`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the code of the guides type-checks', async () => {
  const tsconfig = {
    extends: '../../tsconfig.json',
    compilerOptions: { noPropertyAccessFromIndexSignature: false },
    include: ['*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  expect(await run([join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], ROOT)).toEqual({
    code: 0,
    out: '',
    err: '',
  });
}, 30_000);

test('the code of the guides runs', async () => {
  const { code, out, err } = await run(
    ['--import', '@oxc-node/core/register', join(folder, 'run.mjs'), ...programs.map(({ name }) => name)],
    ROOT,
  );
  expect(code === 0 ? '' : err).toBe('');
  const printed = Object.fromEntries(
    out
      .slice(2)
      .split('\n# ')
      .map((part) => [part.split('\n')[0], part.split('\n').slice(1)]),
  );
  expect(Object.keys(printed)).toEqual(programs.map(({ name }) => name));
  expect(printed['testing-1.ts']).toEqual(['Example Integration', 'getIntegration 200 [redacted]']);
  expect(printed['testing-2.ts']?.[1]).toMatch(/^400 /);
  expect(printed['limits-4.ts']).toEqual(['1161 active', '1162 active', '1163 active', '1164 active']);
}, 30_000);

test('the defaults and limits they name are those of the code and of the contract', () => {
  const limits = textOf('limits.md');
  for (const [name, value] of Object.entries(DEFAULTS)) {
    const shown = value === Number.POSITIVE_INFINITY ? 'none' : value.toLocaleString('en-US');
    expect(limits).toMatch(new RegExp(`\\| \`(rateLimit\\.)?${name}\` \\| ${shown} \\|`));
  }
  const [burst, steady] = contract.rateLimits['C']!.windows;
  expect(limits).toContain(`${burst!.limit} in a second and ${steady!.limit} in a minute`);
});

test('the guide to the command line shows what the command prints', async () => {
  const guide = textOf('command-line.md');
  const [, command = '', printed] = /```console\n\$ npx hood ([^\n]+)\n([\s\S]*?)```/.exec(guide) ?? [];
  expect((await hood(command.split(' '))).out).toBe(printed);
  for (const code of EXIT_CODES.matchAll(/^ {2}(\d+) +(.+)$/gm)) expect(guide).toContain(`| ${code[1]} | ${code[2]} |`);
});

test('every link leads somewhere', () => {
  for (const guide of guides) {
    for (const [, target = ''] of textOf(guide).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      expect(() => readFileSync(join(ROOT, 'docs', target))).not.toThrow();
    }
  }
});
