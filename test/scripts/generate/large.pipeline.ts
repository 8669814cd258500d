import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { largeDocument } from '../../../bench/large-document.ts';
import { createClient } from '../../../src/client/client.ts';
import type { Contract } from '../../../src/contract.ts';
import { createEmulator } from '../../../src/testing/index.ts';
import { filesOf, generate, type Run, scratch, typeCheck } from './support.ts';

const folder = scratch('large');
afterAll(folder.remove);
const out = join(folder.path, 'out');

describe('a thousand operations, whose schemas refer to each other in one ring', () => {
  let run: Run;

  beforeAll(async () => {
    const spec = join(folder.path, 'large.json');
    writeFileSync(spec, JSON.stringify(largeDocument(1_000)));
    run = await generate(['--spec', spec, '--out', out, '--no-lint'], folder.path);
  }, 60_000);

  test('are generated from, with nothing to say', () => {
    expect({ code: run.code, err: run.err }).toEqual({ code: 0, err: '' });
  });

  test('become types that check', async () => {
    expect(await typeCheck(out, 'typescript-7')).toEqual({ code: 0, out: '', err: '' });
  }, 60_000);

  test('can be called; answers are judged to the depth of the ring', async () => {
    const { contract } = (await import(join(out, 'contract.js'))) as { contract: Contract };
    const { validators } = await import(join(out, 'validators.js'));
    const ring = (depth: number): object => ({ id: 'a', kind: 'a', ...(depth > 0 && { next: ring(depth - 1) }) });
    const judge = validators.getThing0['200'];
    expect(judge(ring(400))).toEqual([]);
    expect(judge({ id: 'a', kind: 'a', next: { id: 1, kind: 'a' } })).toEqual([
      { pointer: '/next/id', rule: 'type: string' },
    ]);
    const emulator = createEmulator({ contract: JSON.parse(filesOf(out)['openapi.json']!) });
    const client = createClient(contract, { fetch: emulator.fetch, validate: validators });
    const call = (client as unknown as Record<string, (params: object) => Promise<unknown>>)['getThing499'];
    expect(await call!({ id: '7' })).toMatchObject({ kind: 'a' });
  });
});
