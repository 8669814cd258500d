import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { writeSite } from '../../../scripts/docs/site-folder.ts';
import { copyBookshop, type Run, scratch, script } from '../generate/support.ts';

const folder = scratch('docs-command');
afterAll(folder.remove);
const docs = (...args: string[]): Promise<Run> => script('docs', args);
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
    ['--lang', 'x y'],
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

test('the file of an example that is not there, or not here, is a warning with its place, and the site is made', async () => {
  const examples = { e: { externalValue: 'no\u001b.json' }, far: { externalValue: 'https://far.example/a.json' } };
  const content = { 'application/json': { schema: {}, examples } };
  const get = { operationId: 'a', responses: { 200: { description: 'x', content } } };
  const document = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { get } } };
  const { code, err } = await docs('--spec', spec('lost', document), '--no-lint', '--out', at('lost-site'));
  expect(code).toBe(0);
  expect(err).toMatch(
    /lost\/spec\.json:1:\d+ The file of this example, `no\?\.json`, is left out: it names a file that/,
  );
  expect(err).toContain('`https://far.example/a.json`, is left out: it leads out of this machine');
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

test('a site is put in the place of the old one as a whole, with nothing left beside', async () => {
  const out = at('swap');
  const before = new Set(readdirSync(folder.path));
  const first = [
    ['a/b.html', 'one'],
    ['old.html', 'x'],
  ] as const;
  expect(await writeSite(out, first)).toBe(2);
  await writeSite(out, [['a/b.html', 'two']]);
  expect(readFileSync(join(out, 'a', 'b.html'), 'utf8')).toBe('two');
  expect(readdirSync(out)).toEqual(['a']);
  // A file where a folder has to be: the second half of the site cannot be written.
  const clash = [
    ['a', 'x'],
    ['a/b', 'y'],
  ] as const;
  await expect(writeSite(out, clash)).rejects.toThrow('cannot be written');
  // What makes the files may fail on the way.
  const failing = (function* () {
    yield ['a', 'x'] as const;
    throw new RangeError('no more');
  })();
  await expect(writeSite(out, failing)).rejects.toThrow('no more');
  expect(readFileSync(join(out, 'a', 'b.html'), 'utf8')).toBe('two');
  expect(readdirSync(folder.path).filter((name) => !before.has(name))).toEqual(['swap']);
});

test('a logo from elsewhere is left out with a warning, and a language is told', async () => {
  const get = { operationId: 'a', responses: { 200: { description: 'x' } } };
  const info = { title: 'T', version: '1', 'x-logo': { url: 'https://logo.example/a.png' } };
  const file = spec('logo', { openapi: '3.1.0', info, paths: { '/a': { get } } });
  const { code, err } = await docs('--spec', file, '--no-lint', '--out', at('logo-site'), '--lang', 'pt-BR');
  expect(code).toBe(0);
  expect(err).toContain(
    'logo/spec.json#/info/x-logo is a picture from elsewhere, which would have to be loaded; it is left out',
  );
  expect(readFileSync(join(at('logo-site'), 'reference-offline.html'), 'utf8')).not.toContain('logo.example');
  expect(readFileSync(join(at('logo-site'), 'operations', 'a.html'), 'utf8')).toContain('tabindex="-1" lang="pt-BR">');
}, 30_000);

test('of a large document, no file but the document and the reference for offline use is larger than a megabyte', async () => {
  const properties = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`property_${index}`, { type: 'string', description: 'x'.repeat(300) }]),
  );
  const schemas = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`S${index}`, { type: 'object', properties }]),
  );
  const content = (index: number) => ({
    'application/json': { schema: { $ref: `#/components/schemas/S${index % 100}` } },
  });
  const paths = Object.fromEntries(
    Array.from({ length: 210 }, (_, index) => [
      `/a${index}`,
      { get: { tags: ['All'], responses: { 200: { description: 'x', content: content(index) } } } },
    ]),
  );
  const file = spec('large', { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components: { schemas } });
  const out = at('large-site');
  expect(await docs('--spec', file, '--no-lint', '--out', out)).toMatchObject({ code: 0, err: '' });
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' });
  const large = files.filter((name) => statSync(join(out, name)).size > 1_000_000);
  expect(large.sort()).toEqual(['openapi.json', 'reference-offline.html']);
  const read = (name: string): string => readFileSync(join(out, name), 'utf8');
  expect(read('reference.html')).toContain('All operations on one page are too much for a browser to draw at once.');
  expect(read('index.md')).toContain('- [All](tags/all.md)');
  expect(read('tags/all.md')).toContain('(../operations/get-a7.md): `GET /a7`');
  expect(read('operations/get-a7.md')).toContain('| `property_39` |');
  expect(read('schemas/1.md')).toContain('## Schema `S0`');
  expect(read('llms.txt')).toMatch(/- \[All\]\(tags\/all\.md\): 210 operations \(\d+ kB\)/);
}, 60_000);
