import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readFacts } from '../../scripts/docs/facts.ts';
import { readSite, type Site } from '../../scripts/docs/site.ts';
import type { Json } from '../../src/openapi/json.ts';
import { modelOf } from '../../src/openapi/model.ts';
import { type OpenApiDocument as Contract, createEmulator, type Emulator } from '../../src/testing/index.ts';
import { type EmulatorServer, listen } from '../../src/testing/node.ts';
import { ROOT, run } from '../scripts/generate/support.ts';
import { testWith } from '../support/test-with.ts';
import { execute } from './support.ts';

const FOLDERS = { ours: 'generated', bookshop: 'test/contracts/bookshop/generated' } as const;
const folder = join(ROOT, '.scratch', 'site-samples');
beforeAll(() => void mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function siteOf(name: keyof typeof FOLDERS): { readonly site: Site; readonly contract: Contract } {
  const root: unknown = JSON.parse(readFileSync(join(ROOT, FOLDERS[name], 'openapi.json'), 'utf8'));
  const facts = readFacts(ROOT, name === 'ours');
  return { site: readSite(modelOf(root as Json), facts), contract: root as Contract };
}

describe.each(['ours', 'bookshop'] as const)('the samples of %s', (name) => {
  const { site, contract } = siteOf(name);
  const { token } = site.client;
  let emulator: Emulator;
  let server: EmulatorServer;
  beforeEach(async () => {
    emulator = createEmulator({ contract, token: 'sesame', limits: false });
    server = await listen(emulator);
  });
  afterEach(() => server.close());

  const LANGUAGES = [
    ['cURL', 'curl', 'bash', 'sh'],
    ['JavaScript', undefined, process.execPath, 'mjs'],
    ['PHP', 'php', 'php', 'php'],
  ] as const;
  for (const [label, program, command, ending] of LANGUAGES) {
    testWith(...(program ? [program] : []))(
      `${label} does what it says, and fails where the server does`,
      async () => {
        for (const operation of site.operations) {
          const sample = operation.samples.find((each) => each.label === label)!;
          const file = join(folder, `${name}-${operation.model.command}.${ending}`);
          // The one thing that is changed: where the server is.
          writeFileSync(file, sample.source.replaceAll(site.server, server.url));
          emulator.reset();
          const good = await execute(command, [file], { [token]: 'sesame' }, folder);
          expect(good).toMatchObject({ code: 0, err: '' });
          const [request] = emulator.requests;
          expect(request).toMatchObject({ operation: operation.model.name, source: 'documented' });
          expect(String(request!.status)).toMatch(/^2/);
          if (request!.status === 204) expect(good.out).toBe('');
          else expect(good.out).not.toBe('');
          for (const { entry } of operation.model.parameters.filter(({ entry }) => entry.in === 'header')) {
            expect(request!.headers).toHaveProperty(entry.name.toLowerCase());
          }
          if (operation.model.body) expect(request!.body).toBeDefined();

          const bad = await execute(command, [file], { [token]: 'wrong' }, folder);
          expect(bad.code).not.toBe(0);
          expect(String(emulator.requests[1]!.status)).toMatch(/^4/);
        }
      },
      60_000,
    );
  }

  test('TypeScript compiles', async () => {
    const own = join(folder, name);
    mkdirSync(own, { recursive: true });
    for (const { model, samples } of site.operations) {
      const { source } = samples.find(({ label }) => label === 'TypeScript')!;
      writeFileSync(join(own, `${model.command}.ts`), source.replaceAll('./generated/', `../../../${FOLDERS[name]}/`));
    }
    writeFileSync(
      join(own, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../../tsconfig.json',
        compilerOptions: {
          noPropertyAccessFromIndexSignature: false,
          paths: { [site.client.package]: ['../../../src/index.ts'] },
        },
        include: ['*.ts'],
      }),
    );
    const result = await run([join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', own], ROOT);
    expect(result).toEqual({ code: 0, out: '', err: '' });
  }, 60_000);
});

test('the samples of the command do what they say', async () => {
  const { site, contract } = siteOf('ours');
  const emulator = createEmulator({ contract, token: 'sesame', limits: false });
  const server = await listen(emulator);
  const env = { [site.client.token]: 'sesame', OCAMBA_BASE_URL: server.url };
  for (const { samples, model } of site.operations) {
    const { source } = samples.find(({ label }) => label === 'Command line')!;
    const command = site.client.command!;
    const script = `${command}() { "${process.execPath}" "${join(ROOT, 'dist', 'cli.js')}" "$@"; }\n${source}`;
    // What sends something real is asked about, and here is nobody to answer.
    const sure = script.replace('send-test-notification', 'send-test-notification --yes');
    const { code, out, err } = await execute('bash', ['-c', sure], env, folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { operation, status } = emulator.requests.at(-1)!;
    expect([operation, String(status)]).toEqual([model.name, expect.stringMatching(/^2/)]);
    if (out !== '') expect(JSON.parse(out)).toBeDefined();
  }
  await server.close();
});
