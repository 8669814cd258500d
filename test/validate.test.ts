import { describe, expect, test } from '@jest/globals';
import { createClient } from '../src/client/client.ts';
import type { Contract, ContractTypes, Operation, Validators } from '../src/contract.ts';
import { json, serve } from './support/serve.ts';

const operation = (method: Operation['method'], responses: Operation['responses']): Operation => ({
  method,
  path: '/pet',
  parameters: [],
  responses,
});
const problem = { contentType: 'application/json', schema: 'Problem', type: 'object' } as const;
const contract: Contract = {
  info: { title: 'Pets', version: '1' },
  servers: ['https://pets.example'],
  securitySchemes: {},
  rateLimits: {},
  sensitive: {},
  operations: {
    deletePet: operation('DELETE', { '204': {}, default: problem }),
    getCsv: operation('GET', { '200': { contentType: 'text/csv' }, default: problem }),
    getImage: operation('GET', { '2XX': { contentType: 'image/png' }, default: problem }),
    getPet: operation('GET', { '200': { contentType: 'application/json', type: 'object' }, default: problem }),
  },
};
const judge = (rule: string) => (): readonly { pointer: string; rule: string }[] => [{ pointer: '', rule }];
/** As they are generated: none for what is no JSON. */
const validators: Validators = {
  deletePet: { default: judge('default') },
  getCsv: { default: judge('default') },
  getImage: { default: judge('default') },
  getPet: { '200': judge('200'), default: judge('default') },
};

interface Types extends ContractTypes {
  methods: Record<'deletePet' | 'getCsv' | 'getImage' | 'getPet', () => Promise<unknown>>;
}

async function called(name: keyof Types['methods'], status: number, type?: string): Promise<unknown> {
  await using server = await serve((_, response) => {
    if (type === 'application/json') json(response, status, {});
    else response.writeHead(status, type ? { 'content-type': type } : {}).end(type && 'a;b');
  });
  const client = createClient<Types>(contract, { baseUrl: server.url, validate: validators });
  return await client[name]().catch((error: { issues?: unknown }) => error.issues ?? error);
}

describe('an answer', () => {
  test('that is documented without JSON is judged by nobody', async () => {
    expect(await called('deletePet', 204)).toBeUndefined();
    expect(await called('getCsv', 200, 'text/csv')).toBe('a;b');
    expect(await called('getImage', 201, 'image/png')).toBeInstanceOf(Blob);
  });

  test('that is documented with JSON is judged by its own validator', async () => {
    expect(await called('getPet', 200, 'application/json')).toEqual([{ pointer: '', rule: '200' }]);
  });

  test('that is not documented is judged by the default', async () => {
    expect(await called('deletePet', 200, 'application/json')).toEqual([{ pointer: '', rule: 'default' }]);
    expect(await called('getPet', 201, 'application/json')).toEqual([{ pointer: '', rule: 'default' }]);
  });
});
