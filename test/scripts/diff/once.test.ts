import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { compareContracts } from '../../../scripts/diff/compare.ts';
import { ROOT } from '../generate/support.ts';

const folder = mkdtempSync(join(tmpdir(), 'once-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a parameter that operations share is told of once, and of where facts come from in words', async () => {
  const base = readFileSync(join(ROOT, 'openapi', 'openapi.yaml'), 'utf8');
  const side = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(parse(text)));
    return { file, shown: (path: string) => path };
  };
  const [before, after] = ['inferred', 'verified 2026-11-29'].map((source, index) =>
    side(`${index}.json`, base.replace(/(IntegrationId:[\s\S]*?schema: )inferred/, `$1${source}`)),
  );
  const { changes, impact } = await compareContracts(before!, after!);
  expect(impact).toBe('patch');
  expect(changes.map(({ message }) => message)).toEqual([
    '`x-source` of parameter `id` of `GET /v1/hood/integrations/{id}` was inferred for `schema`, is verified 2026-11-29 for `schema`. Met by `PATCH /v1/hood/integrations/{id}`.',
  ]);
});

test('a type that operations share is told of once, with their methods', async () => {
  const document = (type: string): string => {
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } };
    const responses = { 200: { description: 'A book.', content } };
    return JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1.0.0' },
      paths: {
        '/a': { get: { operationId: 'getA', responses } },
        '/b': { get: { operationId: 'getB', responses } },
      },
      components: { schemas: { Book: { type: 'object', properties: { pages: { type } } } } },
    });
  };
  const [before, after] = ['integer', 'string'].map((type) => {
    const file = join(folder, `${type}.json`);
    writeFileSync(file, document(type));
    return { file, shown: (path: string) => path };
  });
  const { changes } = await compareContracts(before!, after!);
  expect(changes.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
    'breaking: The type of `Book.pages` was integer, is string. Met by `GET /a`, `GET /b`.',
    "types: The result of `getA` no longer fits where it did. Type 'string' is not assignable to type 'number'. Met by `getB`.",
  ]);
});
