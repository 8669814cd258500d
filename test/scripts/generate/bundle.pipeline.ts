import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { bundle } from '../../../scripts/generate/bundle.ts';
import { lintDocument } from '../../../scripts/lint.ts';
import { loadDocument } from '../../../scripts/load.ts';
import { redocly } from '../../../scripts/redocly/run.ts';
import { at } from '../../../src/openapi/pointer.ts';
import { generate, ROOT, scratch } from './support.ts';

const folder = scratch('bundle');
afterAll(folder.remove);
let count = 0;

/** Writes files into a folder of their own; returns the path of the first. */
function write(files: Readonly<Record<string, string>>): string {
  count += 1;
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(folder.path, `${count}`, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  });
  return paths[0] ?? '';
}

const INFO = 'openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\n';

/** Parts in folders that refer to each other and back, a text, a ring, and values that parsers read differently. */
const PARTS = {
  'openapi.yaml': `${INFO.replace('title: t', 'title: t, description: { $ref: parts/about.md }')}paths:
  /a: { $ref: parts/a.yaml }
components:
  schemas:
    Own: { type: string, description: "\\x7f\\x85\\uFFFE" }
`,
  'parts/about.md': '# About: this\n\n- [it](x): y\n',
  'parts/a.yaml': `get:
  responses:
    '200':
      description: x
      content:
        application/json:
          schema: { $ref: 'schemas/Node.json' }
          examples:
            e: { externalValue: schemas/example.json }
    default: { description: x, content: { application/json: { schema: { $ref: '../openapi.yaml#/components/schemas/Own' } } } }
`,
  'parts/schemas/Node.json': '{"type":"object","properties":{"next":{"$ref":"#"},"at":{"const":"2024-01-01"}}}',
  'parts/schemas/example.json': '{"next":{}}',
};

async function byRedocly(file: string): Promise<string> {
  const config = join(folder.path, 'redocly.yaml');
  writeFileSync(config, 'telemetry: off\n');
  const { stdout } = await redocly(['bundle', file, '--config', config, '--ext', 'json']);
  return JSON.stringify(JSON.parse(stdout));
}

test('what is bundled is what Redocly bundles, to the byte', async () => {
  const odd = write({
    'odd.yaml': `x-first: 1
components:
  responses: { 'R S': { description: x } }
  schemas: { S: { type: string, enum: [yes, no, 0x1f, 0o17, ~, 1e3, 2024-01-01] }, T: &t { $ref: '#/components/schemas/S', title: x }, U: *t, V: { <<: *t, title: y } }
openapi: 3.1.0
paths: { /a: { get: { responses: { '200': { $ref: '#/components/responses/R%20S', description: mine } } } }, /b: { $ref: '#/paths/~1a' } }
info: { title: t, version: 1.0.0 }
`,
  });
  const documents = ['openapi', 'test/contracts/bookshop'].map((name) => join(ROOT, name, 'openapi.yaml'));
  for (const file of [odd, ...documents]) {
    expect(loadDocument(file).isOneFile).toBe(true);
    expect(JSON.stringify(await bundle(loadDocument(file)))).toBe(await byRedocly(file));
  }
  const parts = write(PARTS);
  expect(loadDocument(parts).isOneFile).toBe(false);
  expect(JSON.stringify(await bundle(loadDocument(parts)))).toBe(await byRedocly(parts));
});

test('what the parsers read differently is what ours reads, in one file and in several', async () => {
  const values = '{ const: 1_000, default: 0b11 }';
  const version = 'version: 1.10';
  const head = INFO.replace('version: 1.0.0', version);
  const one = write({ 'one.yaml': `${head}paths: {}\ncomponents: { schemas: { part: ${values} } }\n` });
  const two = write({
    'two.yaml': `${head}paths: {}\ncomponents: { schemas: { whole: { $ref: part.yaml } } }\n`,
    'part.yaml': values,
  });
  for (const file of [one, two]) {
    expect(await bundle(loadDocument(file))).toMatchObject({
      info: { version: '1.10' },
      components: { schemas: { part: { const: '1_000', default: '0b11' } } },
    });
  }
});

const POST = (example: string): string => `post:
  operationId: postA
  requestBody:
    content:
      application/json:
        schema: { type: object }
        examples: { x: { externalValue: ${example} } }
  responses: { '204': { description: ok } }
`;

test.each(['F5 1_2', 'F5'])(
  'an example whose file is not there is a warning, in a document titled %s',
  async (title) => {
    const indented = POST('examples/x.json').replace(/^/gm, '    ');
    const spec = write({
      'f5b.yaml': `openapi: 3.0.3\ninfo: { title: ${title}, version: '1' }\npaths:\n  /a:\n${indented}`,
    });
    const { code, out, err } = await generate(['--spec', spec, '--out', join(dirname(spec), 'out'), '--no-lint']);
    expect([code, out]).toEqual([0, expect.stringContaining('Done in')]);
    expect(err).toContain(
      `${spec}:11:45 The file of this example, \`examples/x.json\`, is left out: it names a file that`,
    );
  },
);

test('Redocly gets no file of an example that is not there, and fetches nothing', async () => {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.json`;
  try {
    for (const example of ['examples/none.json', url]) {
      const file = write({
        'openapi.yaml': `${INFO}paths: { /a: { $ref: a.yaml } }\n`,
        'a.yaml': POST(`'${example}'`),
      });
      const bundled = await bundle(loadDocument(file));
      const [media] = Object.values(at(bundled, '/paths/~1a/post/requestBody/content') as object) as [
        Record<string, unknown>,
      ];
      expect(media['examples']).toEqual({ x: { externalValue: example } });
      expect((await lintDocument(file)).problems.length).toBeGreaterThan(0);
    }
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});

test('what Redocly says against a document is told without its box', async () => {
  const file = write({
    'openapi.yaml': `${INFO}paths: { /a: { $ref: a.yaml } }\n`,
    'a.yaml': POST('x').replace("{ '204'", "{ $ref: 'ring.yaml', '204'"),
    'ring.yaml': '{ $ref: ring.yaml }',
  });
  const said = await bundle(loadDocument(file)).catch((error: Error) => error.message);
  expect(said).toMatch(/^Redocly could not put the files together/);
  expect(said).not.toMatch(/[╔║╚]|bundling /);
});
