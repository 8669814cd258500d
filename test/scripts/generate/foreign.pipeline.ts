import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '../../../src/client/client.ts';
import type { Contract } from '../../../src/contract.ts';
import { createEmulator } from '../../../src/testing/index.ts';
import { CALLS, type Call, document, styles } from './foreign.ts';
import { filesOf, generate, type Run, scratch, typeCheck } from './support.ts';

const folder = scratch('foreign');
afterAll(folder.remove);
type Method = (params: unknown) => Promise<unknown>;

describe.each(['3.0.3', '3.1.0'] as const)('a document of OpenAPI %s', (version) => {
  const out = join(folder.path, version.replaceAll('.', '-'));
  let run: Run;

  beforeAll(async () => {
    const spec = join(folder.path, `${version}.json`);
    writeFileSync(spec, JSON.stringify(document(version)));
    run = await generate(['--spec', spec, '--out', out, '--no-lint'], folder.path);
  }, 30_000);

  test('is generated from, with nothing to say', () => {
    expect({ code: run.code, err: run.err }).toEqual({ code: 0, err: '' });
  });

  test.each(['typescript', 'typescript-7'] as const)(
    'becomes types that %s checks',
    async (compiler) => {
      expect(await typeCheck(out, compiler)).toEqual({ code: 0, out: '', err: '' });
    },
    30_000,
  );

  test('has a client that the emulator of the same document understands, in every call', async () => {
    const { contract } = (await import(join(out, 'contract.js'))) as { contract: Contract };
    const { validators } = await import(join(out, 'validators.js'));
    const emulator = createEmulator({ contract: JSON.parse(filesOf(out)['openapi.json']!) });
    const client = createClient(contract, { fetch: emulator.fetch, validate: validators });
    const calls: readonly Call[] = [...styles().calls, ...CALLS];
    const failures: string[] = [];
    for (const { method, params } of calls) {
      const call = (client as unknown as Record<string, Method>)[method];
      await call?.(params).catch((error: Error) => failures.push(`${method}: ${error.message}`));
      const record = emulator.requests.at(-1);
      if (!call || record?.status === undefined || record.status >= 300)
        failures.push(`${method}: ${record?.url} ${record?.reason}`);
    }
    expect(failures).toEqual([]);
    expect(Object.keys(contract.operations).sort()).toEqual(calls.map(({ method }) => method).sort());
  });
});
