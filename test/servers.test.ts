import { describe, expect, test } from '@jest/globals';
import { createClient } from '../src/client/client.ts';
import type { Contract, Operation } from '../src/contract.ts';
import type { ClientOptions } from '../src/options/client-options.ts';

const CANARY = 'c4n4ry';

const operation = (server?: string): Operation => ({
  method: 'GET',
  path: '/x/{id}',
  parameters: [{ name: 'id', in: 'path', required: true, style: 'simple', explode: false }],
  responses: { '200': { contentType: 'application/json', type: 'object' } },
  security: [['key']],
  ...(server !== undefined && { server }),
});

const contractOf = (servers: readonly string[], ...own: readonly (string | undefined)[]): Contract => ({
  info: { title: 'Servers', version: '1' },
  servers,
  securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  rateLimits: {},
  sensitive: {},
  operations: Object.fromEntries(own.map((server, index) => [`op${index}`, operation(server)])),
});

interface Types {
  methods: Record<'op0' | 'op1', (params: { id: string }) => Promise<unknown>>;
  operations: object;
  paths: object;
}

/** Calls the first operation; tells where it went, and with which key. */
async function called(contract: Contract, options: ClientOptions = {}, status = 200) {
  const sent: (string | null)[][] = [];
  const client = createClient<Types>(contract, {
    token: CANARY,
    fetch: async (request) => {
      sent.push([request.url, request.headers.get('x-key')]);
      return Response.json({}, { status });
    },
    ...options,
  });
  const error = await client.op0({ id: '1' }).then(
    () => undefined,
    (reason: Error) => reason,
  );
  return { sent, error };
}

const ROOT = 'https://api.example/v1';

describe('an operation is called', () => {
  test.each<[string, readonly string[], string | undefined, string, string | null]>([
    ['at the first server', [ROOT], undefined, 'https://api.example/v1/x/1', CANARY],
    ['at a path of its own', [ROOT], '/v2', 'https://api.example/v2/x/1', CANARY],
    ['at a path of its own that ends', [ROOT], '/', 'https://api.example/x/1', CANARY],
    ['at a URL of its own', [ROOT], 'https://api.example/v2/', 'https://api.example/v2/x/1', CANARY],
    [
      'at another of the servers',
      [ROOT, 'https://eu.example'],
      'https://eu.example/v2',
      'https://eu.example/v2/x/1',
      CANARY,
    ],
    [
      'on loopback, where that is one',
      [ROOT, 'http://localhost:8080'],
      'http://localhost:8080',
      'http://localhost:8080/x/1',
      CANARY,
    ],
    ['elsewhere, without the key', [ROOT], 'https://files.example', 'https://files.example/x/1', null],
    ['on a subdomain, without the key', [ROOT], 'https://a.api.example', 'https://a.api.example/x/1', null],
    [
      'on another port, without the key',
      [ROOT],
      'https://api.example:8443/v1',
      'https://api.example:8443/v1/x/1',
      null,
    ],
    ['at an authority of its own, without the key', [ROOT], '//files.example/v1', 'https://files.example/v1/x/1', null],
    ['on loopback, without the key', [ROOT], 'http://127.0.0.1:9', 'http://127.0.0.1:9/x/1', null],
    [
      'elsewhere, beside an insecure server',
      [ROOT, 'http://files.example'],
      'https://files.example',
      'https://files.example/x/1',
      null,
    ],
    ['where there are no servers', [], 'https://files.example', 'https://files.example/x/1', null],
  ])('%s', async (_, servers, own, url, key) => {
    expect((await called(contractOf(servers, own))).sent).toEqual([[url, key]]);
  });

  test.each([undefined, '/v2', ROOT, 'https://files.example', 'http://files.example', 'no URL'])(
    'at the base URL, if there is one, with the key: %s',
    async (own) => {
      for (const servers of [[ROOT], ['http://insecure.example'], ['/v1'], []]) {
        const { sent } = await called(contractOf(servers, own), { baseUrl: 'https://proxy.example/api/' });
        expect(sent).toEqual([['https://proxy.example/api/x/1', CANARY]]);
      }
    },
  );
});

describe('a server of an operation is refused, and nothing is sent', () => {
  test.each([
    ['http://files.example', 'to begin with https://'],
    ['ftp://files.example', 'to begin with https://'],
    ['https://u:p4ss@files.example', 'to hold no user name'],
    ['https://files.example/?a=1', 'to hold no query'],
    ['https://', 'to be an absolute URL'],
  ])('%s', async (own, why) => {
    const { sent, error } = await called(contractOf([ROOT], own, undefined));
    expect(error).toMatchObject({ name: 'ConfigurationError', code: 'INVALID_OPTION' });
    expect(error?.message).toContain('Expected the server of `op0` in the contract ');
    expect(error?.message).toContain(why);
    expect(error?.message).not.toContain('p4ss');
    expect(sent).toEqual([]);
  });

  test('where it is a path, and there is no server that it is at', async () => {
    const { error } = await called(contractOf([], '/v2'));
    expect(error?.message).toBe('Expected the server of `op0` in the contract to be an absolute URL.');
    expect(() => createClient(contractOf([], '/v2', undefined), { token: 'a' })).toThrow('Expected `baseUrl` to be');
  });
});

describe('where no credential may be sent', () => {
  const elsewhere = contractOf([ROOT], 'https://files.example');

  test('none is asked for', async () => {
    const token = (): string => {
      throw new Error('It was asked.');
    };
    expect((await called(elsewhere, { token })).sent).toHaveLength(1);
    expect((await called(elsewhere, { token: undefined })).sent).toHaveLength(1);
  });

  test.each([401, 403])('a refusal says so: %i', async (status) => {
    const { error } = await called(elsewhere, {}, status);
    expect(error?.message).toContain(
      "No credential was sent: the document's own `servers` do not name this origin: name it there, or give `baseUrl`.",
    );
    expect(error?.message).not.toContain('Check that the credential');
  });

  test('a middleware leads it nowhere else, not even to the first server', async () => {
    const lead = (contract: Contract, to: string) =>
      called(contract, { middleware: [{ onRequest: () => new Request(to) }] });
    for (const [contract, to] of [
      [elsewhere, 'https://api.example/v1/x/1'],
      [contractOf([ROOT]), 'https://files.example/x/1'],
      [contractOf([ROOT, 'https://eu.example'], 'https://eu.example'), 'https://api.example/v1/x/1'],
    ] as const) {
      const operations = { op0: operation(), ...contract.operations };
      const { sent, error } = await lead({ ...contract, operations }, to);
      expect(error?.message).toContain('was led away from its server by a middleware');
      expect(sent).toEqual([]);
    }
  });
});
