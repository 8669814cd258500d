import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DocumentError, placed } from '../../scripts/load/error.ts';
import { type LoadedDocument, loadDocument } from '../../scripts/load.ts';
import { ROOT, run, scratch } from './generate/support.ts';

const folder = scratch('load');
afterAll(folder.remove);
const HEAD = 'openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\npaths: {}\n';
let inside = '';
let count = 0;

beforeEach(() => {
  count += 1;
  inside = join(folder.path, `inside-${count}`);
});

/** Writes files into a folder of their own and reads the first of them. */
function load(files: Readonly<Record<string, string | Uint8Array>>): LoadedDocument {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(inside, name)), { recursive: true });
    writeFileSync(join(inside, name), content);
  }
  return loadDocument(join(inside, Object.keys(files)[0] ?? ''));
}

function refusal(files: Readonly<Record<string, string>>): string {
  try {
    load(files);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return placed(error.place, error.message, (file) => file.slice(inside.length + 1));
  }
  return 'nothing';
}

const warningsOf = ({ warnings }: LoadedDocument): string[] =>
  warnings.map(({ place, message }) => `${place.line}:${place.column} ${message}`);

/** Aliases of aliases: ten to the power of `levels` values from a few lines. */
function bomb(levels: number): string {
  const lines = Array.from({ length: levels }, (_, level) => {
    const items = Array.from({ length: 10 }, () => (level === 0 ? 'x' : `*a${level - 1}`));
    return `x-${level}: &a${level} [${items.join(', ')}]\n`;
  });
  return HEAD + lines.join('');
}

const merges = Array.from({ length: 40 }, (_, level) =>
  level === 0 ? 'm0: &m0 { k: 1 }' : `m${level}: &m${level} { <<: [*m${level - 1}, *m${level - 1}], k${level}: 1 }`,
);

describe('a document that is made to do harm', () => {
  test.each([
    ['aliases that unfold', 'bomb.yaml', bomb(9), /^bomb.yaml:1:1 The aliases of this file unfold into too many nodes/],
    ['aliases that unfold into text', 'text.yaml', bomb(7), /:1:1 The aliases of this file unfold/],
    ['an alias of itself', 'self.yaml', `${HEAD}x: &a [*a]\n`, /:4:8 An alias of this file holds itself/],
    ['an alias of nothing', 'lost.yaml', `${HEAD}x: *a\n`, /:4:4 Nothing before this alias has its name/],
    ['merges of merges', 'merges.yaml', `${HEAD}${merges.join('\n')}\n`, /^nothing$/],
    ['depth', 'deep.yaml', `${HEAD}x: ${'['.repeat(600)}${']'.repeat(600)}\n`, /:1:1 The file nests deeper than 500/],
    [
      'more depth than YAML can be read with',
      'deeper.yaml',
      `${HEAD}x: ${'['.repeat(20_000)}`,
      /nests deeper than 500/,
    ],
    ['depth in JSON', 'deep.json', `{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, /nests deeper than 500/],
    ['size', 'large.yaml', 'a'.repeat(25 * 1024 * 1024), /:1:1 The file has \d+ bytes, more than .*, or write it as/],
    [
      'size of JSON',
      'large.json',
      'a'.repeat(65 * 1024 * 1024),
      /:1:1 The file has \d+ bytes, more than .* Split it\.$/,
    ],
    ['an absolute path', 'absolute.yaml', `${HEAD}x: { $ref: /etc/passwd }\n`, /:4:12 This reference is no plain/],
    ['a way up', 'up.yaml', `${HEAD}x: { $ref: ../package.json }\n`, /leads out of the root document's folder/],
    ['an encoded way up', 'encoded.yaml', `${HEAD}x: { $ref: '%2e%2e/package.json' }\n`, /is no plain relative path/],
    ['another scheme', 'scheme.yaml', `${HEAD}x: { $ref: 'file:///etc/passwd' }\n`, /nothing is fetched/],
    ['another host', 'host.yaml', `${HEAD}x: { $ref: '//host.example/x' }\n`, /nothing is fetched/],
    [
      'a mapping to another host',
      'map.yaml',
      `${HEAD}discriminator: { mapping: { a: 'http://h.example/x' } }\n`,
      /:4:32 /,
    ],
    ['a sequence that moves the cursor', 'esc.yaml', `${HEAD}x: { $ref: "#/\\e[2J\\u202e" }\n`, /`#\/\?\[2J\?`/],
  ])('%s', (_, name, text, message) => {
    expect(refusal({ [name]: text })).toMatch(message);
  });

  test('a link that leads out of the folder', () => {
    mkdirSync(inside, { recursive: true });
    symlinkSync(join(ROOT, 'package.json'), join(inside, 'link.json'));
    expect(refusal({ 'link.yaml': `${HEAD}x: { $ref: link.json }\n` })).toMatch(
      /leads out of the root document's folder/,
    );
  });

  test.each([
    ['proto.yaml', `${HEAD}__proto__: { polluted: true }\nx: { <<: { __proto__: { polluted: true } } }\n`],
    ['proto.json', '{"openapi":"3.1.0","__proto__":{"polluted":true},"x":{"__proto__":{}}}'],
  ])('`__proto__` is a name like any other in %s', (name, text) => {
    const { root } = load({ [name]: text });
    expect(Object.hasOwn(root, '__proto__')).toBe(true);
    expect(Object.hasOwn(root['x'] as object, '__proto__')).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect((root['x'] as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('many keys in one mapping take no time', () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `  k${index}: 1`);
    const before = process.cpuUsage().user;
    load({ 'wide.yaml': `${HEAD}x:\n${keys.join('\n')}\n` });
    expect(process.cpuUsage().user - before).toBeLessThan(5_000_000);
  });
});

describe('a file is read as it is written', () => {
  test('numbers, dates and keys of YAML', () => {
    const { root } = load({
      'values.yaml': `${HEAD}x: { a: 1_000, b: 2024-01-01, c: yes, d: 0x1f, e: 0o17, f: 1e3, g: ~, h: -1.5, 200: ok, 1.10: k }\n`,
    });
    const x = {
      a: '1_000',
      b: '2024-01-01',
      c: 'yes',
      d: 31,
      e: 15,
      f: 1000,
      g: null,
      h: -1.5,
      200: 'ok',
      '1.10': 'k',
    };
    expect(root['x']).toEqual(x);
  });

  test('aliases and merges: what is written goes first, then the first that is merged', () => {
    const { root } = load({
      'merge.yaml': `${HEAD}a: &a { k: 1, l: 1 }\nb: &b { l: 2, m: 2 }\nc: { k: 3, <<: [*a, *b] }\nd: { <<: *b, m: 4, "<<": text }\ne: *a\n`,
    });
    expect(root).toMatchObject({ c: { k: 3, l: 1, m: 2 }, d: { l: 2, m: 4, '<<': 'text' } });
    expect(root['e']).toBe(root['a']);
  });

  test.each(['1.10', '1.0', '2', '1e3', '0x10', '"1.10"'])('version: %s', (version) => {
    const { root } = load({ 'v.yaml': HEAD.replace('1.0.0', version) });
    expect(root['info']).toEqual({ title: 't', version: version.replaceAll('"', '') });
  });

  test('a byte order mark', () => {
    const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} };
    expect(load({ 'bom.json': `\uFEFF${JSON.stringify(document)}` }).root).toEqual(document);
    expect(load({ 'bom.yaml': `\uFEFF${HEAD}` }).root).toMatchObject({ openapi: '3.1.0' });
  });

  test('JSON loads no parser of YAML', async () => {
    const file = join(folder.path, 'plain.json');
    writeFileSync(file, '{"openapi":"3.1.0","x":{"$ref":"#/y"},"y":1}');
    const program = `import { createRequire } from 'node:module';
      import { loadDocument } from ${JSON.stringify(join(ROOT, 'scripts', 'load.ts'))};
      loadDocument(${JSON.stringify(file)});
      console.log(Object.keys(createRequire(import.meta.url).cache).filter((name) => name.includes('/yaml/')).length);`;
    const { out, err } = await run(['--import', '@oxc-node/core/register', '--input-type=module', '-e', program], ROOT);
    expect([out.trim(), err]).toEqual(['0', '']);
  });

  test.each([
    ['not YAML', 'a.yaml', `${HEAD}x: [\n`, /^a.yaml:5:1 The file is not YAML: Flow sequence in block collection/],
    ['an unknown tag', 'a.yaml', `${HEAD}x: !mine 1\n`, /^a.yaml:4:4 The file is not YAML: Unresolved tag: !mine/],
    ['a tag that runs code elsewhere', 'a.yaml', `${HEAD}x: !!js/function 'x'\n`, /^a.yaml:4:4 .*Unresolved tag/],
    ['bytes', 'a.yaml', `${HEAD}x: !!binary aGk=\n`, /^a.yaml:4:4 .*Unresolved tag/],
    ['two documents', 'a.yaml', `${HEAD}---\nx: 1\n`, /^a.yaml:4:1 The file is not YAML: Source contains multiple/],
    ['a key that is a list', 'a.yaml', `${HEAD}? [a]\n: 1\n`, /^a.yaml:4:3 The file is not YAML: With stringKeys/],
    ['a merge of text', 'a.yaml', `${HEAD}x: { <<: text }\n`, /^a.yaml:4:6 Expected a mapping, an alias of one/],
    [
      'a key twice',
      'a.yaml',
      `${HEAD}x: { b: 1,\n  a: 1, b: 2 }\n`,
      /^a.yaml:5:9 This key stands here for the second time/,
    ],
    ['a number and text as key', 'a.yaml', `${HEAD}x: { 200: 1, '200': 2 }\n`, /^a.yaml:4:14 This key stands/],
    ['a key twice beside a merge', 'a.yaml', `${HEAD}x: { <<: { a: 1 }, a: 2, a: 3 }\n`, /^a.yaml:4:26 This key/],
    [
      'a key twice in JSON',
      'a.json',
      '{"openapi":"3.1.0",\n"x":[{"a\\"b:":":","c":1}],\n"x":1}',
      /^a.json:3:1 This key stands/,
    ],
    [
      'a key twice, escaped',
      'a.json',
      '{"openapi":"3.1.0",\n"x":{"a":1, "\\u0061":2}}',
      /^a.json:2:13 This key stands/,
    ],
    ['not JSON', 'a.json', '{"openapi": "3.1.0",\n "x": 1,\n}', /^a.json:3:1 The file is not JSON/],
    ['JSON without an end', 'a.json', '{"openapi": "3.1.0"', /^a.json:1:\d+ The file is not JSON/],
    ['an empty file', 'a.yaml', '', /^a.yaml:1:1 This is no OpenAPI document/],
    ['a list', 'a.json', '[]', /^a.json:1:1 This is no OpenAPI document/],
  ])('%s', (_, name, text, message) => {
    expect(refusal({ [name]: text })).toMatch(message);
  });
});

test.each([
  ['swagger: "2.0"\ninfo: {}\n', /^v.yaml:1:10 .* Swagger `2.0`; .*`npx swagger2openapi/],
  ['swagger: 2.0\ninfo: {}\n', /Swagger `2.0`/],
  ['info: {}\nopenapi: 3.2.0\n', /^v.yaml:2:10 Found `openapi: 3.2.0`; 3.0 and 3.1 are read. Write 3.1.0 .*leave out/],
  ['openapi: 3.0\n', /^v.yaml:1:10 Found `openapi: 3.0`; .*: 3.0.3\.$/],
  ['openapi: "3.1"\n', /Found `openapi: 3.1`; .*: 3.1.0\.$/],
  ['openapi: 4.0.0\n', /Found `openapi: 4.0.0`; .*convert the document/],
  ['openapi: [3.1.0]\n', /Found `openapi: \["3.1.0"\]`/],
  ['info: {}\n', /^v.yaml:1:1 Expected `openapi`/],
])('the version of %j is told with what to do', (text, message) => {
  expect(refusal({ 'v.yaml': text })).toMatch(message);
  expect(refusal({ 'v.yaml': `# a version of 1_2\n${text}` })).toMatch(
    /^v.yaml:[123]:\d+ (Found|Expected|This document)/,
  );
});

describe('references', () => {
  const schemas = (text: string): string => `${HEAD}components:\n  schemas:\n    A: { type: string }\n    B: ${text}\n`;

  test.each([
    [
      'in the same file',
      { 'r.yaml': schemas("{ $ref: '#/components/schemas/Lost' }") },
      /^r.yaml:7:16 .*`#\/components\/schemas\/Lost`/,
    ],
    [
      'by a property of every object',
      { 'r.yaml': schemas("{ $ref: '#/components/toString' }") },
      /^r.yaml:7:16 This reference leads nowhere/,
    ],
    ['by an anchor', { 'r.yaml': schemas("{ $ref: '#lost' }") }, /there is no `#lost`/],
    [
      'into another file',
      { 'r.yaml': schemas("{ $ref: 'b.yaml#/x/y' }"), 'b.yaml': 'x: { z: 1 }\n' },
      /^r.yaml:7:16 .*`b.yaml#\/x\/y`/,
    ],
    [
      'from another file',
      { 'r.yaml': schemas('{ $ref: b.yaml }'), 'b.yaml': "x:\n  $ref: 'r.yaml#/none'\n" },
      /^b.yaml:2:9 .*`r.yaml#\/none`/,
    ],
    [
      'to no file',
      { 'r.yaml': schemas('{ $ref: none.yaml }') },
      /^r.yaml:7:16 This reference names a file that does not exist: `none.yaml`/,
    ],
    ['through a circle', { 'r.yaml': schemas("{ $ref: '#/components/schemas/B/x' }") }, /leads nowhere/],
  ])('that lead nowhere, %s', (_, files, message) => {
    expect(refusal(files as Record<string, string>)).toMatch(message);
  });

  test.each([
    ['by an encoded pointer', "{ $ref: '#/components/schemas/%41' }"],
    ['by an anchor', "{ $ref: '#here', $defs: { h: { $anchor: here } } }"],
    [
      'through another reference',
      "{ x: { $ref: '#/components/schemas/A' }, y: { $ref: '#/components/schemas/B/x/type' } }",
    ],
    ['to the document', "{ $ref: '#' }"],
    ['in data only', "{ default: { $ref: '#/no' }, examples: [{ $ref: '#/no' }], x-y: { $ref: '#/no' } }"],
    ['of a discriminator by name', '{ discriminator: { mapping: { a: A, b: com.example.A } } }'],
  ])('that lead somewhere, %s', (_, text) => {
    expect(load({ 'r.yaml': schemas(text) })).toMatchObject({ isOneFile: true });
  });

  test('of a discriminator that lead nowhere are no reason to refuse a document', () => {
    const text = "{ discriminator: { mapping: { a: '#/components/schemas/C', b: 'none.yml#/b', c: A } } }";
    expect(load({ 'r.yaml': schemas(text) })).toMatchObject({ isOneFile: true, warnings: [] });
    const files = {
      'r.yaml': schemas('{ $ref: b.yaml }'),
      'b.yaml': "discriminator: { mapping: { b: 'none.yml' } }\n",
    };
    expect(refusal(files)).toMatch(/^b.yaml:1:32 This reference leads nowhere: there is no `none.yml`/);
  });

  test('a property that is named like a keyword for data is none', () => {
    expect(refusal({ 'r.yaml': schemas("{ properties: { default: { $ref: '#/no' } } }") })).toMatch(/leads nowhere/);
  });

  test('a file that names itself is one file', () => {
    const { root, isOneFile } = load({ 'r.yaml': schemas("{ $ref: 'r.yaml#/components/schemas/A' }") });
    expect(isOneFile).toBe(true);
    expect(root).toMatchObject({ components: { schemas: { B: { $ref: '#/components/schemas/A' } } } });
  });
});

describe('the files of examples', () => {
  const example = (...names: readonly string[]): string =>
    `${HEAD}components:\n  examples:\n${names.map((name, index) => `    e${index}: { externalValue: ${name} }\n`).join('')}`;
  const examplesOf = ({ root }: LoadedDocument): unknown =>
    (root as { components: { examples: Record<string, unknown> } }).components.examples;

  test('become their values, and belong to the document', () => {
    const loaded = load({
      'e.yaml': example('a.json', 'b.xml', "'c.yaml#/x'"),
      ...{ 'a.json': '{"a":1}', 'b.xml': '<a>: : b</a>', 'c.yaml': 'x: 5\n' },
    });
    expect(examplesOf(loaded)).toEqual({ e0: { value: { a: 1 } }, e1: { value: '<a>: : b</a>' }, e2: { value: 5 } });
    expect(loaded).toMatchObject({ isOneFile: true, warnings: [] });
    expect([...loaded.hashes.keys()].map((file) => file.slice(inside.length + 1)).sort()).toEqual([
      ...['a.json', 'b.xml', 'c.yaml', 'e.yaml'],
    ]);
  });

  test.each([
    ['no.json', /^6:26 The file of this example, `no.json`, is left out: it names a file that does not exist\.$/],
    ["'http://h.example/x.json'", /nothing is fetched/],
    ['../up.json', /leads out of the root document's folder/],
    ["'there.json#/no'", /leads nowhere/],
    ['binary.png', /is no text/],
    ['e.yaml', /refers to other places itself/],
  ])('%s is a warning with its place', (name, message) => {
    const loaded = load({
      'e.yaml': example(name),
      ...{ 'there.json': '{}', 'binary.png': Uint8Array.of(0x89, 0x50, 0xff) },
    });
    expect(warningsOf(loaded)).toEqual([expect.stringMatching(message)]);
    expect(examplesOf(loaded)).toEqual({ e0: { externalValue: name.replaceAll("'", '') } });
  });

  test('a value is not overwritten, nor a property that has the name', () => {
    const { root, warnings } = load({
      'e.yaml': `${HEAD}components: { examples: { e: { value: 1, externalValue: a.json } } }\nx: { externalValue: a.json }\n`,
      'a.json': '{"a":1}',
    });
    expect(root).toMatchObject({ components: { examples: { e: { value: 1 } } }, x: { externalValue: 'a.json' } });
    expect(warnings).toEqual([]);
  });
});
