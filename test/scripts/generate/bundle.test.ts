import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { bundle, isBundle } from '../../../scripts/generate/bundle.ts';
import { loadDocument } from '../../../scripts/load.ts';
import { ROOT, run, scratch } from './support.ts';

const folder = scratch('bundle');
afterAll(folder.remove);

test('what is bundled without Redocly is what Redocly bundles, to the byte', async () => {
  const odd = join(folder.path, 'odd.yaml');
  writeFileSync(
    odd,
    `x-first: 1
components:
  schemas: { S: { type: string, enum: [yes, no, 0x1f, 0o17, ~, 1e3, 2024-01-01] }, T: &t { $ref: '#/components/schemas/S', title: x }, U: *t }
openapi: 3.1.0
paths: { /a: { get: { responses: { '200': { $ref: '#/components/responses/R%20S', description: mine } } } }, /b: { $ref: '#/paths/~1a' } }
info: { title: t, version: 1.0.0 }
`.replace('  schemas:', "  responses: { 'R S': { description: x } }\n  schemas:"),
  );
  const documents = [odd, ...['openapi', 'test/contracts/bookshop'].map((name) => join(ROOT, name, 'openapi.yaml'))];
  for (const file of documents) {
    expect(isBundle(loadDocument(file))).toBe(true);
    const cli = join(ROOT, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
    const config = join(folder.path, 'redocly.yaml');
    writeFileSync(config, 'telemetry: off\n');
    const { out } = await run([cli, 'bundle', file, '--config', config, '--ext', 'json'], folder.path);
    expect(await bundle(ROOT, file)).toBe(JSON.stringify(JSON.parse(out)));
  }
});

test.each([
  ['a reference that leads nowhere', "{ $ref: '#/components/schemas/Lost' }"],
  ['a number that the parsers read differently', '{ const: 1_000 }'],
])('%s is left to Redocly', (_, schema) => {
  const file = join(folder.path, 'left.yaml');
  writeFileSync(
    file,
    `openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\npaths: {}\ncomponents: { schemas: { S: ${schema} } }\n`,
  );
  expect(isBundle(loadDocument(file))).toBe(false);
});
