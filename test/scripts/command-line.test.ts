import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { command, UsageError } from '../../scripts/command-line.ts';
import { ROOT, run, script } from './generate/support.ts';

const USAGE = 'Usage: it\n';
const OPTIONS = { options: { name: { type: 'string', default: 'none' } } } as const;
let out = '';
let err = '';

beforeEach(() => {
  [out, err] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => void jest.restoreAllMocks());

const never = (): never => {
  throw new Error('was run');
};

test('what is asked for is done with what was read', async () => {
  const names: string[] = [];
  const code = await command(['--name', 'x'], USAGE, OPTIONS, ({ values }) => names.push(values.name));
  expect([code, names, out, err]).toEqual([1, ['x'], '', '']);
});

test('help is the usage, whatever else is asked for', async () => {
  expect(await command(['--name', 'x', '--help'], USAGE, OPTIONS, never)).toBe(0);
  expect([out, err]).toEqual([USAGE, '']);
});

test.each([[['--colour']], [['more']], [['--name']]])('%j is no usage of it', async (args) => {
  expect(await command(args, USAGE, OPTIONS, never)).toBe(2);
  expect([out, err]).toEqual(['', expect.stringMatching(/^.*\n\nUsage: it\n$/)]);
});

test('wrong usage may be found later; other errors are none of it', async () => {
  const refuse = (): never => {
    throw new UsageError('Not so.');
  };
  expect(await command([], USAGE, OPTIONS, refuse)).toBe(2);
  expect(err).toBe('Not so.\n\nUsage: it\n');
  await expect(command([], USAGE, OPTIONS, never)).rejects.toThrow('was run');
});

test.each(['lint', 'release'])('the script `%s` is such a command', async (name) => {
  const [help, wrong] = await Promise.all([script(name, ['--help']), script(name, ['--nope'])]);
  expect(help).toEqual({ code: 0, out: expect.stringMatching(/^Usage: npm run /), err: '' });
  expect(wrong).toEqual({
    code: 2,
    out: '',
    err: expect.stringMatching(/^Unknown option '--nope'.*\n\nUsage: npm run /),
  });
});

test.each(['diff', 'docs', 'lint', 'release', 'verify'])('the script `%s` runs without a loader', async (name) => {
  const { prepared } = await import(join(ROOT, 'scripts', 'generate', 'prepared.mjs'));
  const address = await prepared(ROOT, join('scripts', `${name}.ts`), ['scripts', 'src']);
  expect(address).toMatch(new RegExp(`/node_modules/\\.cache/scripts/[\\da-f]{24}/${name}\\.js$`));
});

test('who reads the beginning alone ends a script without a complaint', async () => {
  const line = `"${process.execPath}" "${join(ROOT, 'scripts', 'run.mjs')}" verify --emulate --format json | head -1`;
  expect(
    await run(
      [
        '-e',
        'const { status, stdout, stderr } = require("child_process").spawnSync("sh", ["-c", process.argv[1]], { encoding: "utf8" }); process.stdout.write(JSON.stringify([status, stdout, stderr]))',
        line,
      ],
      ROOT,
    ),
  ).toMatchObject({
    out: JSON.stringify([0, '{\n', '']),
  });
}, 30_000);
