// Small documents for what the documents of others failed by; what is right stands in the first line of each.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { loadDocument } from '../../scripts/load.ts';
import { asValue, type Json } from '../../src/openapi/json.ts';
import { type Model, modelOf } from '../../src/openapi/model.ts';
import { createEmulator } from '../../src/testing/emulator.ts';
import { generate, scratch } from '../scripts/generate/support.ts';

const FOLDER = join(import.meta.dirname, '..', 'corpus', 'causes');
const made = scratch('causes');
afterAll(made.remove);

interface Cause {
  readonly file: string;
  readonly root: Json;
  readonly model: Model;
  /** What the emulator answers: status, body, and the operation as which it answered. */
  ask(method: string, path: string, init?: RequestInit): Promise<readonly [number, unknown, string | undefined]>;
  /** What the types of the document say. */
  typed(): Promise<string>;
}

const said = ({ model }: Cause): string[] => model.findings.map(({ pointer, message }) => `${pointer} ${message}`);
const operation = ({ model }: Cause, id: string) => model.operations.find((each) => each.id === id)!;
const body = (value: unknown): RequestInit => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(value),
});

const FACTS: Readonly<Record<string, (cause: Cause) => unknown>> = {
  'ambiguous-routes': async (cause) => {
    expect(said(cause)).toEqual([
      '/paths/~1files~1{name}/get is called as another operation is; the emulator may answer as that one',
    ]);
    expect((await cause.ask('GET', '/files/a.txt'))[2]).toBe('byName');
    expect((await cause.ask('GET', '/files/00000000-0000-4000-8000-000000000000'))[2]).toBe('byId');
  },
  'basic-auth': async (cause) => {
    expect(cause.model.securitySchemes.get('account')).toEqual({ type: 'http', scheme: 'basic' });
    expect((await cause.ask('GET', '/a'))[0]).toBe(401);
    expect((await cause.ask('GET', '/a', { headers: { Authorization: `Basic ${btoa('a:b')}` } }))[0]).toBe(200);
  },
  'byte-order-mark': (cause) => expect(cause.model.operations.map(({ name }) => name)).toEqual(['getA']),
  'closed-allof': async (cause) => {
    expect((await cause.ask('POST', '/a', body({ currency: 'EUR' })))[0]).toBe(200);
    expect(said(cause)).toHaveLength(1);
  },
  'default-judges-no-content': (cause) => {
    const [gone, failed] = operation(cause, 'deleteA').responses;
    expect([gone?.content, failed?.status]).toEqual([undefined, 'default']);
  },
  'enum-of-another-type': async (cause) => {
    expect((await cause.ask('GET', '/a/1'))[0]).toBe(200);
    expect((await cause.ask('GET', '/a/3'))[0]).toBe(400);
    expect(await cause.typed()).toContain('id: "1" | "2";');
  },
  'example-is-json-text': async (cause) => {
    expect((await cause.ask('GET', '/a'))[1]).toEqual({ name: 'A' });
    expect((await cause.ask('GET', '/b'))[1]).toEqual({ id: 0 });
  },
  'example-of-other-type': async (cause) => {
    expect((await cause.ask('GET', '/a'))[1]).toEqual({ zip: 78756 });
    expect([asValue(['string'], 78756), asValue(['object'], [{}]), asValue(['integer'], '7')]).toEqual([
      ['78756'],
      [],
      [7],
    ]);
  },
  'fragment-in-path': async (cause) => {
    expect((await cause.ask('DELETE', '/b'))[2]).toBe('deleteBucket');
    expect((await cause.ask('DELETE', '/b?tagging=true'))[2]).toBe('deleteTagging');
    expect((await cause.ask('POST', '/b?restore=true'))[2]).toBe('restore');
    expect(said(cause)).toEqual([]);
  },
  'get-with-body': (cause) => {
    const { body: sent, accepts } = operation(cause, 'getA');
    expect([sent, accepts?.required]).toEqual([undefined, false]);
    expect(operation(cause, 'getB').unsupported).toBeDefined();
    expect(said(cause)).toHaveLength(2);
  },
  'header-of-twin': async (cause) => {
    expect((await cause.ask('PUT', '/k'))[2]).toBe('put');
    expect((await cause.ask('PUT', '/k', { headers: { 'X-Source': 'j' } }))[2]).toBe('copy');
    expect(said(cause)).toEqual([]);
  },
  'literal-route-hidden': async (cause) => expect((await cause.ask('GET', '/p/1/w'))[2]).toBe('literal'),
  'no-content-with-content': async (cause) => {
    expect(operation(cause, 'deleteA').responses[0]?.content).toBeUndefined();
    expect((await cause.ask('DELETE', '/b')).slice(0, 2)).toEqual([204, '']);
  },
  'no-success-documented': async (cause) => {
    expect((await cause.ask('PUT', '/a'))[0]).toBe(204);
    expect((await cause.ask('POST', '/b'))[0]).toBe(204);
  },
  'operation-server': (cause) => {
    expect(operation(cause, 'getA').servers).toEqual(['https://upload.example/v2']);
    expect(operation(cause, 'getB').servers).toEqual([]);
    expect(said(cause)).toEqual([]);
  },
  'overlapping-oneof': async (cause) => expect((await cause.ask('PATCH', '/a', body({})))[0]).toBe(200),
  'part-that-only-describes': async (cause) => {
    const text = await cause.typed();
    expect(text).toMatch(/Who has it\. \*\/\n {2}owner\?: User;/);
    expect(text).toMatch(/other\?: User \| null;/);
  },
  'pattern-unsolved': async (cause) =>
    expect((await cause.ask('GET', '/a'))[1]).toEqual({ name: 'string', color: 'aaaaaa' }),
  'read-only-required': async (cause) => {
    expect((await cause.ask('POST', '/a', body({ name: 'A' })))[0]).toBe(201);
    expect(await cause.typed()).toMatch(/interface A \{\n {2}readonly id: number;[^}]*name: string;/);
    expect(await cause.typed()).toMatch(/interface ARequest \{\n {2}name: string;\n\}/);
  },
  'ref-into-schema': async (cause) => {
    const text = await cause.typed();
    for (const name of ['BInner', 'CAllOf0', 'BListItem', 'BListItemCode', 'Id'])
      expect(text).toMatch(new RegExp(`export (type|interface) ${name}\\b`));
    expect(text).not.toMatch(/\["(?:definitions|items|allOf)"\]/);
  },
  'required-across-allof': async (cause) => {
    expect(await cause.typed()).toContain('label: string');
    expect(await cause.typed()).toContain('note: string');
    expect(await cause.typed()).not.toContain('WithRequired');
  },
  'required-of-nullable-base': async (cause) => {
    expect(await cause.typed()).toContain('code: string');
    expect(await cause.typed()).toContain('id: number');
    expect(await cause.typed()).not.toContain('WithRequired');
  },
  'server-without-credential': (cause) =>
    expect(said(cause)).toEqual(['/paths/~1a/get is called at a server of its own, to which no credential goes']),
  'several-schemes': (cause) => {
    expect(operation(cause, 'getKeys').security).toEqual([['client', 'secret']]);
    expect([...cause.model.securitySchemes.keys()]).toEqual(['client', 'secret', 'code', 'implicit']);
  },
  'slash-in-path-parameter': async (cause) => expect((await cause.ask('GET', '/refs/heads%2Fa'))[0]).toBe(200),
  'unreadable-server': async (cause) => {
    expect(said(cause)).toEqual(['/servers has a server that is no URL; `baseUrl` has to be given']);
    expect((await cause.ask('GET', '/a'))[0]).toBe(200);
  },
  'unresolvable-mapping': async (cause) => {
    expect(said(cause)).toEqual([
      '/components/schemas/A/discriminator/mapping maps to what is no schema of the document; that is left out',
    ]);
    expect(await cause.typed()).toMatch(/interface B \{\n {2}kind: string;/);
  },
  'webhook-carries-answers': (cause) => {
    const schemas = cause.model.schemas as Record<string, { readonly properties: object }>;
    expect(Object.keys(schemas)).toEqual(['A', 'ARequest']);
    expect(Object.keys(schemas['A']!.properties)).toEqual(['id', 'name']);
    expect(Object.keys(schemas['ARequest']!.properties)).toEqual(['name', 'secret']);
    const [hook] = cause.model.webhooks;
    expect(hook?.accepts?.content.schema).toEqual({ $ref: '#/components/schemas/A' });
    expect(hook?.responses[0]?.content?.schema).toEqual({ $ref: '#/components/schemas/ARequest' });
  },
  'whole-required-by-both': async (cause) => {
    expect(await cause.typed()).toMatch(/label: string;/);
    expect(await cause.typed()).not.toContain('WithRequired');
  },
};

test('each document has its fact, and each fact its document', () => {
  expect(readdirSync(FOLDER).map((name) => name.replace(/\.\w+$/, ''))).toEqual(Object.keys(FACTS).sort());
});

test.each(readdirSync(FOLDER))('%s', async (name) => {
  const file = join(FOLDER, name);
  // The loader first: it is the one that files of others are refused by.
  const root = loadDocument(file).root as Json;
  const model = modelOf(root);
  const emulator = createEmulator({ contract: root as never });
  const cause: Cause = {
    ...{ file, root, model },
    ask: async (method, path, init) => {
      const url = `https://api.example${emulator.basePath}${path}`;
      const response = await emulator.fetch(url, { method, ...init });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return [response.status, isJson ? JSON.parse(text) : text, emulator.requests.at(-1)?.operation];
    },
    typed: async () => {
      const out = join(made.path, name);
      await generate(['--spec', file, '--out', out, '--no-lint']);
      return ['schema.d.ts', 'methods.d.ts'].map((each) => readFileSync(join(out, each), 'utf8')).join('\n');
    },
  };
  await FACTS[name.replace(/\.\w+$/, '')]!(cause);
});
