import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { createClient } from '../../../src/client/client.ts';
import type { Contract } from '../../../src/contract.ts';
import { createEmulator } from '../../../src/testing/index.ts';
import { filesOf, generate, ROOT, type Run, scratch, typeCheck } from './support.ts';

/** Small documents that failed once, each with what is right of it. */
const CASES = join(ROOT, 'test', 'fixtures', 'cases');
const NAMES = readdirSync(CASES)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace('.yaml', ''));

const folder = scratch('cases');
afterAll(folder.remove);
const runs = new Map<string, Run>();
const outOf = (name: string): string => join(folder.path, name);
const contractOf = async (name: string): Promise<Contract> =>
  ((await import(join(outOf(name), 'contract.js'))) as { contract: Contract }).contract;
const documentOf = (name: string) => JSON.parse(filesOf(outOf(name))['openapi.json']!);

beforeAll(async () => {
  cpSync(CASES, join(folder.path, 'documents'), { recursive: true });
  for (const name of NAMES) {
    const spec = join(folder.path, 'documents', `${name}.yaml`);
    runs.set(name, await generate(['--spec', spec, '--out', outOf(name), '--no-lint'], folder.path));
  }
  writeFileSync(join(folder.path, 'usage.ts'), USAGE);
}, 120_000);

/** What is said of a document, without the name of its file. */
const said = (name: string): string[] =>
  runs
    .get(name)!
    .err.split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^.*?\.yaml/, ''));

test.each(NAMES)('%s is generated from', (name) => {
  expect(runs.get(name)).toMatchObject({ code: 0 });
});

test.each(NAMES)('%s is published as it was written: making comments changes no schema', (name) => {
  expect(documentOf(name)).toEqual(parse(readFileSync(join(CASES, `${name}.yaml`), 'utf8')));
});

// With library checks on: a name that is neither declared nor imported would otherwise be a silent `any`.
test.each(['typescript', 'typescript-7'] as const)(
  'all of them become types that %s checks, in use too',
  async (compiler) => {
    expect(await typeCheck(folder.path, compiler)).toEqual({ code: 0, out: '', err: '' });
  },
  60_000,
);

test('what cannot be expressed is named, and nothing else', () => {
  expect(Object.fromEntries(NAMES.map((name) => [name, said(name)]).filter(([, lines]) => lines!.length > 0))).toEqual({
    'f5b-external-value-redocly': [
      ':12:45 The file of this example, `examples/x.json`, is left out: it names a file that does not exist.',
    ],
    'v1-default-judges-204': [
      '#/paths/~1getbody/get needs a body with GET, which no request can carry; it has no method',
    ],
    issues: [
      '#/components/schemas/Scalars/properties/big/enum has an integer that JavaScript cannot hold; it is taken for any number',
      '#/paths/~1all/post has the operationId of another operation; its method is `getAll2`',
      '#/paths/~1sse/get is answered with `text/event-stream`, which has no end to wait for; it has no method',
    ],
    features: expect.arrayContaining([expect.stringContaining('digest')]),
  });
});

/** For a document without servers. */
const BASES: Readonly<Record<string, string>> = { 'f7-oneof-child-allof-parent': 'https://a.example' };

describe('a client of these', () => {
  const calls = async (name: string, credentials: object = {}) => {
    const emulator = createEmulator({ contract: documentOf(name) });
    const { validators } = await import(join(outOf(name), 'validators.js'));
    const options = { fetch: emulator.fetch, baseUrl: BASES[name], validate: validators, credentials };
    const client = createClient(await contractOf(name), options as never);
    return { client: client as unknown as Record<string, (params?: object) => Promise<unknown>>, emulator };
  };

  test('f6-basic: sends basic credentials, and names the scheme without them', async () => {
    const { client, emulator } = await calls('f6-basic', { b: { username: 'u', password: 'p' } });
    expect(await client['getA']!()).toBeUndefined();
    expect(emulator.requests[0]).toMatchObject({ status: 204 });
    const contract = await contractOf('f6-basic');
    expect(() => createClient(contract, { fetch: emulator.fetch })).toThrow('`credentials: { b: … }`');
  });

  test('f7-oneof-child-allof-parent: is answered, although parent and child name each other', async () => {
    const { client } = await calls('f7-oneof-child-allof-parent');
    expect(await client['t']!()).toMatchObject({ kind: 'Cat' });
  });

  test('v1-default-judges-204: nobody judges what is documented without JSON', async () => {
    const { client } = await calls('v1-default-judges-204');
    expect(await client['deletePet']!({ id: '1' })).toBeUndefined();
    expect(typeof (await client['getCsv']!())).toBe('string');
    expect(await client['postW']!({ body: { secret: 's', name: 'n' } })).toEqual({ id: 'string', name: 'string' });
    expect(client['getWithBody']).toBeUndefined();
  });

  test('issues: names stay, and are unique in every output', async () => {
    const { client } = await calls('issues');
    expect(await client['获取用户']!()).toEqual({ 名: 'string' });
    expect(await client['getAll2']!({ body: { name: 'n', loc: 'l' } })).toMatchObject({ name: 'string' });
    expect(await client['getMulti']!()).toEqual(['string']);
    expect(client['getSse']).toBeUndefined();
  });
});

const USAGE = `
import type { ContractTypes as Basic } from './f6-basic/methods.js';
import type { Message } from './f1-withrequired/schema.js';
import type { GetMResponse } from './f1-withrequired/methods.js';
import type { BadResponse } from './f2-ref-into-path/schema.js';
import type { Base, Full } from './f4-nullable-allof-required/schema.js';
import type { Cat, Pet } from './f7-oneof-child-allof-parent/schema.js';
import type { Methods as V1 } from './v1-default-judges-204/methods.js';
import type { W, WRequest } from './v1-default-judges-204/schema.js';
import type * as issues from './issues/schema.js';
import type { Methods as Issues } from './issues/methods.js';

type Same<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false;
type Flat<T> = { [Key in keyof T]: T[Key] };
const same = <Left, Right>(_: Same<Left, Right>): void => undefined;

same<Flat<GetMResponse>, { id: string }>(true);
same<Message, { id?: string }>(true);
same<BadResponse, { why?: string }>(true);
same<Base, { id?: string } | null>(true);
same<Full['id'], string>(true);
same<Cat['kind'], 'Cat'>(true);
same<Pet extends { kind: string } ? true : false, true>(true);
same<NonNullable<Basic['credentials']> extends { b?: infer B } ? ('any' extends B ? 1 : 2) : 3, 2>(true);

same<W, { readonly id: string; name: string }>(true);
same<WRequest, { secret: string; name: string }>(true);
export const w = (client: V1): Promise<W> => client.postW({ body: { secret: 's', name: 'n' } });

same<Flat<issues.Draft>, { name: string; loc: string }>(true);
same<Flat<issues.Contract>, { name: string; loc?: string; active?: boolean }>(true);
same<issues.A['type'] | issues.B['type'], 1 | 2>(true);
same<issues.ConfirmationDataQr['type'], 'qr'>(true);
same<issues.用户, { 名?: string }>(true);
type Scalars = issues.Scalars;
same<Scalars['foo'], string | null>(true);
same<Scalars['bar'], 'small' | 'large' | null>(true);
same<Scalars['n'], 0 | 1 | 2 | null>(true);
same<Scalars['e'], 'a' | 'b'>(true);
same<Scalars['several'], string | number | string[]>(true);
same<Scalars['big'], number>(true);
same<Scalars['tup'], [string, number]>(true);
same<Scalars['ns'], issues.Info | null | undefined>(true);
same<Scalars['defs'], { z?: boolean } | undefined>(true);
export const map: Scalars['map'] = { self: 'x', count: 1 };
export const pat: Scalars['pat'] = { 'x-a': 1 };
// @ts-expect-error No value has a property for what is only defined in it.
export type Defs = Scalars['$defs'];
export const user = (client: Issues): Promise<issues.用户> => client.获取用户();
`;
