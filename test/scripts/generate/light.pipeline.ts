import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { typedModelOf } from '../../../scripts/generate/outputs.ts';
import { filesOf, generate, ROOT, scratch } from './support.ts';

// The generator prints types by a part of TypeScript that is our own. Here TypeScript itself prints them, for the
// modules of the generator are taken as they stand, and what both print is compared.

const folder = scratch('light');
afterAll(folder.remove);

const examples = join(dirname(createRequire(import.meta.url).resolve('@readme/oas-examples/package.json')));
const cases = join(ROOT, 'test', 'fixtures', 'cases');
const documents = [
  join(ROOT, 'test/contracts/bookshop/generated/openapi.json'),
  ...['3.0/json/star-trek.json', '3.1/json/readme.json', '3.1/json/train-travel.json'].map((name) =>
    join(examples, name),
  ),
  ...readdirSync(cases).flatMap((name) =>
    /^(compose|features|i18n|f7|read-write)/.test(name) ? [join(cases, name)] : [],
  ),
];

/** What TypeScript prints in a way of its own: text that it escapes, comments of many lines, parentheses, tuples. */
const PRINTED = {
  openapi: '3.1.0',
  info: { title: 'Printed', version: '1.0.0' },
  servers: [{ url: 'https://printed.example' }],
  paths: { '/ß/"\u2028\u0007\t{é}': { get: { responses: { 200: { description: 'Fine.' } } } } },
  components: {
    schemas: {
      Comments: {
        description: 'One.\r\n\r\n    indented */ text\n\ttabbed\u00a0\n   \u00a0odd\u2028end',
        properties: { 'a "b"\n': { description: 'é', enum: ['"', '\\', 'ü', -1, null, true] }, ['__proto__']: {} },
      },
      Lists: {
        type: 'array',
        items: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: ['number', 'null'] } }] },
      },
      Tuple: { type: 'array', prefixItems: [{ type: 'string' }, { allOf: [{ type: 'number' }] }], items: false },
      Empty: { type: 'array', prefixItems: [] },
      Both: {
        allOf: [
          { oneOf: [{ type: 'object', properties: { a: {} } }, { type: 'string' }] },
          { $ref: '#/components/schemas/Lists' },
        ],
        required: ['length'],
      },
      Map: { type: 'object', additionalProperties: { type: 'array', items: { enum: ['a', 'b'] } } },
      Const: { const: { a: [1, 'x'], b: null } },
    },
  },
};

test('our part of TypeScript prints what TypeScript prints', async () => {
  const made = join(folder.path, 'printed.json');
  writeFileSync(made, JSON.stringify(PRINTED));
  for (const [index, spec] of [made, ...documents].entries()) {
    const out = join(folder.path, String(index));
    const run = await generate(['--spec', spec, '--out', out, '--no-lint'], folder.path);
    expect([spec, run.code]).toEqual([spec, 0]);
    const files = filesOf(out);
    const { types } = typedModelOf(JSON.parse(files['openapi.json']!));
    expect(files['schema.d.ts']!.split('\n').slice(2).join('\n')).toBe(types.text);
    for (const text of types.added.values()) expect(files['methods.d.ts']).toContain(text);
  }
}, 120_000);
