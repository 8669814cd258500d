import { describe, expect, test } from '@jest/globals';
import { createClient } from '../src/client/client.ts';
import { ValidationError } from '../src/common/errors.ts';
import type { ClientEvent } from '../src/common/events.ts';
import type { Contract, ContractTypes, Operation, Validators } from '../src/contract.ts';
import type { ClientOptions } from '../src/options/client-options.ts';
import { contract as books } from './contracts/bookshop/generated/contract.js';
import type { Book } from './contracts/bookshop/generated/schema.d.ts';
import { validators as judges } from './contracts/bookshop/generated/validators.js';
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

describe('a body', () => {
  const events: ClientEvent[] = [];
  async function created(body: object, options: ClientOptions = {}): Promise<[unknown, number]> {
    await using server = await serve((_, response) => json(response, 201, body));
    const client = createClient(books, { baseUrl: server.url, token: 'any', validate: judges, ...options });
    const outcome = await client.addBook({ body: body as Book }).catch((error: unknown) => error);
    return [outcome, server.received.length];
  }
  const book = { isbn: '9780140449136', title: 'The Odyssey' };
  const tooLong = [{ pointer: '/title', rule: 'maxLength: 200' }];

  test('is judged before it is sent', async () => {
    const [error, sent] = await created({ ...book, title: 'SECRET'.repeat(99) });
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ code: 'VALIDATION_FAILED', operation: 'addBook', attempts: 0, issues: tooLong });
    expect(String(error)).toContain('was not sent: its body is not as the contract has it: /title (maxLength: 200)');
    expect(String(error)).not.toContain('SECRET');
    expect(sent).toBe(0);
    expect(await created(book)).toEqual([book, 1]);
  });

  test('is told of and sent, where the client asks for events', async () => {
    const options: ClientOptions = { onInvalid: 'event', onEvent: (event) => events.push(event) };
    const [, sent] = await created({ ...book, title: 'x'.repeat(201) }, options);
    expect(sent).toBe(1);
    expect(events.filter(({ type }) => type === 'invalid')).toMatchObject([
      { of: 'body', operation: 'addBook', attempt: 0, issues: tooLong },
      { of: 'answer', operation: 'addBook', attempt: 1, issues: tooLong },
    ]);
  });
});
