import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ROOT, type Run, run, scratch } from './scripts/generate/support.ts';

// The contract is the single source: a copy of the project in which only `openapi/` is changed follows it.
const copy = scratch('proof');
afterAll(copy.remove);

const PROGRAM = `
import { createHoodClient } from './src/index.ts';
import { createEmulator } from './src/testing/index.ts';

const emulator = createEmulator();
const urls: string[] = [];
const hood = createHoodClient({
  token: 'any',
  fetch: (request, init) => {
    urls.push(request.url);
    return emulator.fetch(request, init);
  },
});
const integration = await hood.getIntegration({ id: '7', colour: 'blue' });
const label: string = integration.label;
// @ts-expect-error The field has another name now.
integration.name;
const ping = await hood.ping();
const ok: boolean = ping.ok;
await Promise.all(Array.from({ length: 6 }, (_, index) => hood.getIntegration({ id: String(index) })));
const highest = emulator.windows.filter(({ seconds }) => seconds === 1).map((window) => window.highest);
console.log(JSON.stringify({ label, ok, url: urls[0], refused: emulator.requests.filter(({ refused }) => refused).length, highest }));
`;

function edit(path: string, ...changes: readonly (readonly [string, string])[]): void {
  let text = readFileSync(path, 'utf8');
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replaceAll(from, to);
  }
  writeFileSync(path, text);
}

const node = (...args: string[]): Promise<Run> => run(args, copy.path);

beforeAll(async () => {
  for (const name of ['openapi', 'scripts', 'src', 'redocly.yaml', 'package.json', 'tsconfig.json', 'generated']) {
    cpSync(join(ROOT, name), join(copy.path, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy.path, 'node_modules'));
  edit(
    join(copy.path, 'openapi', 'openapi.yaml'),
    ['limit: 10\n', 'limit: 3\n'],
    ['https://api.ocamba.com', 'https://elsewhere.example/base'],
    ['        - name\n        - type\n        - provider_id', '        - label\n        - type\n        - provider_id'],
    [
      '        name:\n          type: string\n          description: The name that the account gave',
      '        label:\n          type: string\n          description: The name that the account gave',
    ],
    ['        name: Example Integration', '        label: Example Integration'],
    [
      "        - { $ref: '#/components/parameters/View' }\n",
      "        - name: colour\n          in: query\n          description: A colour.\n          schema: { type: string }\n          example: blue\n        - { $ref: '#/components/parameters/View' }\n",
    ],
    [
      '\ncomponents:\n',
      `
  /v1/hood/ping:
    get:
      operationId: ping
      tags: [Integrations]
      summary: Ping
      description: Answers whether the server is there.
      responses:
        '200':
          description: It is.
          headers:
            X-RateLimit-Limit: { $ref: '#/components/headers/X-RateLimit-Limit' }
            X-RateLimit-Remaining: { $ref: '#/components/headers/X-RateLimit-Remaining' }
            X-RateLimit-Reset: { $ref: '#/components/headers/X-RateLimit-Reset' }
          content:
            application/json:
              schema:
                type: object
                description: A pong.
                required: [ok]
                properties:
                  ok: { type: boolean, description: Always true., examples: [true] }
              example: { ok: true }
        '400': { $ref: '#/components/responses/OtherError' }

components:
`,
    ],
  );
  expect(await node('scripts/generate.mjs')).toMatchObject({ code: 0, err: '' });
  writeFileSync(join(copy.path, 'program.ts'), PROGRAM);
}, 60_000);

test('a new limit, server, field, parameter and operation reach the client with no other edit', async () => {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const config = JSON.parse(readFileSync(join(copy.path, 'tsconfig.json'), 'utf8')) as object;
  writeFileSync(
    join(copy.path, 'tsconfig.json'),
    JSON.stringify({ ...config, include: ['src', 'scripts', 'generated', 'program.ts'] }),
  );
  expect(await node(tsc, '-p', '.')).toEqual({ code: 0, out: '', err: '' });

  const { code, out, err } = await node('--import', '@oxc-node/core/register', 'program.ts');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toEqual({
    label: 'Example Integration',
    ok: true,
    url: 'https://elsewhere.example/base/v1/hood/integrations/7?colour=blue',
    refused: 0,
    // Both operations share a class; the client never sends a fourth request in a second of the server's clock.
    highest: [3],
  });
}, 60_000);
