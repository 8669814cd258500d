import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { createClient } from '../src/client/client.ts';
import { ClientError } from '../src/common/errors.ts';
import type { Contract, Operation, SecurityScheme } from '../src/contract.ts';
import type { ClientOptions } from '../src/options/client-options.ts';

// Whatever a document, a base URL, a middleware or an answer says: no credential reaches an origin that neither the
// servers of the document itself nor `baseUrl` name. Nothing of the client judges here: a recording `fetch` sees what
// leaves, and every credential holds a word that is searched for.
const WORD = 'c4n4ry';

const SCHEMES: Readonly<Record<string, SecurityScheme>> = {
  login: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  oauth: { type: 'oauth2' },
  head: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  other: { type: 'apiKey', in: 'query', name: 'id' },
  sid: { type: 'apiKey', in: 'cookie', name: 'sid' },
  digest: { type: 'http', scheme: 'digest' },
};

const server = fc
  .tuple(
    fc.constantFrom('https://', 'https://', 'http://', '//', ''),
    fc.constantFrom(
      'a.example',
      'b.example',
      'a.example:8443',
      'localhost',
      '127.0.0.1:81',
      'u@a.example',
      'a.example.b.example',
    ),
    fc.constantFrom('', '/', '/v1', '/b.example', '/../v2/'),
  )
  .map(([scheme, host, path]) => (scheme === '' ? path : `${scheme}${host}${path}`));
const security = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.subarray(Object.keys(SCHEMES), { minLength: 1, maxLength: 1 }) },
    {
      weight: 2,
      arbitrary: fc.subarray(Object.keys(SCHEMES), { maxLength: 3 }),
    },
  ),
  { maxLength: 4 },
);
const operation: fc.Arbitrary<Operation> = fc
  .record({
    method: fc.constantFrom('GET' as const, 'POST' as const),
    security,
    server: fc.option(server, { nil: undefined }),
  })
  .map(({ method, security, server }) => ({
    method,
    path: '/things',
    parameters: [
      { name: 'id', in: 'query', required: false, style: 'form', explode: true },
      { name: 'lang', in: 'cookie', required: false, style: 'form', explode: true },
    ],
    body: { required: false, contentType: 'application/json' },
    responses: { '200': { contentType: 'application/json', type: 'object' } },
    security,
    ...(method === 'GET' && { body: undefined as never }),
    ...(server !== undefined && { server }),
  }));
const contract: fc.Arbitrary<Contract> = fc
  .record({
    servers: fc.array(server, { maxLength: 3 }),
    operations: fc.dictionary(fc.constantFrom('one', 'two', 'three'), operation, { minKeys: 1, noNullPrototype: true }),
  })
  .map((parts) => ({
    ...parts,
    info: { title: 'Any', version: '1' },
    securitySchemes: SCHEMES,
    rateLimits: {},
    sensitive: {},
  }));

const given = fc.record({
  named: fc.subarray(Object.keys(SCHEMES).filter((name) => name !== 'digest')),
  token: fc.boolean(),
  functions: fc.boolean(),
});
const credentialsOf = ({
  named,
  token,
  functions,
}: {
  named: string[];
  token: boolean;
  functions: boolean;
}): ClientOptions => {
  const secretOf = (name: string) =>
    name === 'login' ? { username: 'me', password: `${WORD}-${name}` } : `${WORD}-${name}`;
  const credentials = named.map((name) => [name, functions ? () => secretOf(name) : secretOf(name)]);
  return {
    credentials: Object.fromEntries(credentials),
    ...(token && { token: functions ? async () => `${WORD}-token` : `${WORD}-token` }),
  };
};

const answers = fc.array(
  fc.tuple(
    // Not 429, which is waited for.
    fc.constantFrom(200, 301, 302, 307, 308, 401, 403, 408, 503),
    fc.constantFrom('https://b.example/', '/things', '//b.example'),
  ),
  { minLength: 1, maxLength: 4 },
);

/** Everything of a request that others can read, also what is encoded. */
function legible(request: Request): string {
  const headers = [...request.headers].map(([, value]) => value);
  const pairs = headers.flatMap((value) => (value.startsWith('Basic ') ? atob(value.slice(6)) : []));
  return [decodeURIComponent(request.url), ...headers, ...pairs].join('\n');
}

/** The origins that a person who reads the document would let a credential go to. */
function named(contract: Contract, baseUrl: string | undefined): string[] {
  const urls =
    baseUrl === undefined
      ? contract.servers.filter((url) => /^https?:/.test(url)).map((url) => new URL(url))
      : [new URL(baseUrl)];
  const loopback = ['localhost', '127.0.0.1'];
  return urls
    .filter(({ protocol, hostname }) => protocol === 'https:' || loopback.includes(hostname))
    .map(({ origin }) => origin);
}

beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

test('no credential reaches an origin that neither the servers of the document nor `baseUrl` name', async () => {
  const seen = { with: 0, without: 0, refused: 0, byBaseUrl: 0 };
  await fc.assert(
    fc.asyncProperty(
      contract,
      given,
      fc.option(fc.constantFrom('https://a.example', 'https://proxy.example/api', 'http://localhost:81'), {
        nil: undefined,
      }),
      answers,
      fc.option(server, { nil: undefined, freq: 4 }),
      fc.boolean(),
      async (contract, given, baseUrl, answers, led, again) => {
        const allowed = named(contract, baseUrl);
        // Not thrown: the client would take it for a lost connection.
        const wrong: string[] = [];
        let count = 0;
        const fetch = async (request: Request): Promise<Response> => {
          const { origin } = new URL(request.url);
          const leaks = legible(request).includes(WORD);
          if (leaks && !allowed.includes(origin)) wrong.push(`a credential at ${origin}`);
          if (baseUrl !== undefined && !allowed.includes(origin)) wrong.push(`a call at ${origin}`);
          // The platform would carry the headers along.
          if (request.redirect !== 'error') wrong.push('a redirect that is followed');
          seen[leaks ? 'with' : 'without'] += 1;
          if (leaks && baseUrl !== undefined) seen.byBaseUrl += 1;
          const [status, location] = answers[count % answers.length]!;
          count += 1;
          return new Response('{}', { status, headers: { location, 'content-type': 'application/json' } });
        };
        const lead = (request: Request): Request | undefined => {
          if (led === undefined || !URL.canParse(led, request.url) || led.includes('@')) return undefined;
          return new Request(new URL(led, request.url), request);
        };
        try {
          const client = createClient(contract, {
            ...credentialsOf(given),
            baseUrl,
            fetch,
            middleware: [{ onRequest: ({ request }) => lead(request) }],
          }) as unknown as Record<string, (params: object) => Promise<unknown>>;
          for (const name of Object.keys(contract.operations)) {
            const body = contract.operations[name]!.body ? { body: { a: 1 } } : {};
            for (let turn = 0; turn <= Number(again); turn += 1) {
              await client[name]!({ id: 'x', lang: 'de', ...body }).catch((error: unknown) => {
                if (!(error instanceof ClientError)) throw error;
                expect(`${error.stack}${JSON.stringify(error)}`).not.toContain(WORD);
                seen.refused += 1;
              });
            }
          }
        } catch (error) {
          if (!(error instanceof ClientError)) throw error;
          expect(error.message).not.toContain(WORD);
        }
        expect(wrong).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
  // Otherwise nothing would have been judged.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(40);
}, 60_000);
