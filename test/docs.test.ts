import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { contract } from '#generated/contract.js';
import { EXIT_CODES } from '../src/cli/app.ts';
import { DEFAULTS } from '../src/common/read-options.ts';
import { createEmulator } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';
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
  expect(await run([join(ROOT, 'node_modules/typescript-7/bin/tsc'), '-p', folder], ROOT)).toEqual({
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

/** The shell lines of README and guides, without their prompt and without a note at their end. */
const shellLines = ['../README.md', ...guides].flatMap((guide) =>
  [...textOf(guide).matchAll(/```(?:sh|console)\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block.split('\n').flatMap((line) => /^(?:\$ )?((?:npx|npm|seq|hood) .*?)(?: {2,}#.*)?$/.exec(line)?.[1] ?? []),
  ),
);

test('every line for a shell can be run: those of the command are, those of npm name scripts that there are', async () => {
  await using server = await listen(createEmulator({ limits: false }));
  const env = { ...process.env, OCAMBA_TOKEN: 'any', OCAMBA_BASE_URL: server.url };
  const cli = `${JSON.stringify(process.execPath)} ${JSON.stringify(join(ROOT, 'dist', 'cli.js'))}`;
  const folder = mkdtempSync(join(tmpdir(), 'shell-'));
  // Whether a server keeps its limits is what `verify --live` looks at: test/verify/guide.pipeline.ts has one that does.
  for (const line of shellLines.filter((each) => each.includes('npx hood') && !each.includes('verify --live'))) {
    // As many as are written would take minutes, since the client keeps the limits.
    const short = line.replace('npx hood', cli).replace(/seq (\d+) \d+/, 'seq $1 $1');
    const args = ['-c', line.includes('--emulate') ? `unset OCAMBA_BASE_URL; ${short}` : short];
    await expect(promisify(execFile)('sh', args, { cwd: folder, env })).resolves.toBeDefined();
  }
  rmSync(folder, { recursive: true });
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  const names = shellLines.flatMap((line) => [...line.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name));
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(names));
  expect([shellLines.length > 8, names.length > 3]).toEqual([true, true]);
});

test('every link leads somewhere', () => {
  for (const guide of guides) {
    for (const [, target = ''] of textOf(guide).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      expect(() => readFileSync(join(ROOT, 'docs', target))).not.toThrow();
    }
  }
});
