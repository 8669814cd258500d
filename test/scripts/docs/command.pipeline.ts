import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { writeSite } from '../../../scripts/docs/site-folder.ts';
import { copyBookshop, ROOT, type Run, run, scratch } from '../generate/support.ts';

const folder = scratch('docs-command');
afterAll(folder.remove);
const docs = (...args: string[]): Promise<Run> =>
  run(['--import', '@oxc-node/core/register', join(ROOT, 'scripts', 'docs.ts'), ...args], ROOT);
const at = (name: string): string => join(folder.path, name);

function spec(name: string, content: unknown): string {
  mkdirSync(at(name), { recursive: true });
  const file = join(at(name), 'spec.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('wrong usage is told with how to use it, and exit code 2', async () => {
  const cases = [
    ['--colour'],
    ['--out', ''],
    ['--port', '1'],
    ['--url', 'ftp://a'],
    ['--preview', '--port', 'x'],
    ['--guides', at('none')],
  ];
  for (const { code, err, out } of await Promise.all(cases.map((args) => docs(...args)))) {
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage: npm run docs');
    expect(err).not.toContain('    at ');
  }
}, 30_000);

test('what cannot be read or is not right is told in a sentence, with exit code 1, and nothing is written', async () => {
  const remote = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { $ref: 'http://127.0.0.1:9/a.json' } },
  };
  const cases: [args: string[], message: RegExp][] = [
    [['--spec', at('missing.yaml')], /missing\.yaml:1:1 The file cannot be read/],
    [['--spec', spec('broken', '{ "openapi": ')], /The file is not JSON/],
    [['--spec', spec('remote', remote)], /nothing is fetched/],
    [
      ['--spec', spec('poor', { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {} })],
      /Correct the document first\. With `--no-lint`/,
    ],
  ];
  const runs = await Promise.all(cases.map(([args], index) => docs(...args, '--out', at(`out${index}`))));
  for (const [index, { code, err }] of runs.entries()) {
    expect(err).toMatch(cases[index]![1]);
    expect([code, err.includes('    at '), existsSync(at(`out${index}`))]).toEqual([1, false, false]);
  }
}, 30_000);

test('the file of an example that is not there is a warning with its place, and the site is made', async () => {
  const examples = { e: { externalValue: 'no\u001b.json' } };
  const content = { 'application/json': { schema: {}, examples } };
  const get = { operationId: 'a', responses: { 200: { description: 'x', content } } };
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { get } } };
  const { code, err } = await docs('--spec', spec('lost', document), '--no-lint', '--out', at('lost-site'));
  expect(code).toBe(0);
  expect(err).toMatch(
    /lost\/spec\.json:1:\d+ The file of this example, `no\?\.json`, is left out: it names a file that/,
  );
}, 30_000);

test('a folder that is not a site is left alone, and so is the old site when a run fails', async () => {
  mkdirSync(at('mine'));
  writeFileSync(join(at('mine'), 'letter.txt'), 'Dear');
  const foreign = await docs('--spec', copyBookshop(folder.path), '--out', at('mine'));
  expect(foreign).toMatchObject({ code: 1, out: '' });
  expect(foreign.err).toContain('holds files that were not made here');
  const around = await docs('--spec', copyBookshop(folder.path), '--out', folder.path);
  expect(around.err).toContain('holds what the site is made from');
  expect(readdirSync(at('mine'))).toEqual(['letter.txt']);
}, 30_000);

test('a site is put in the place of the old one as a whole, with nothing left beside', () => {
  const out = at('swap');
  const before = new Set(readdirSync(folder.path));
  writeSite(
    out,
    new Map([
      ['a/b.html', 'one'],
      ['old.html', 'x'],
    ]),
  );
  writeSite(out, new Map([['a/b.html', 'two']]));
  expect(readFileSync(join(out, 'a', 'b.html'), 'utf8')).toBe('two');
  expect(readdirSync(out)).toEqual(['a']);
  // A file where a folder has to be: the second half of the site cannot be written.
  expect(() =>
    writeSite(
      out,
      new Map([
        ['a', 'x'],
        ['a/b', 'y'],
      ]),
    ),
  ).toThrow('cannot be written');
  expect(readFileSync(join(out, 'a', 'b.html'), 'utf8')).toBe('two');
  expect(readdirSync(folder.path).filter((name) => !before.has(name))).toEqual(['swap']);
});
