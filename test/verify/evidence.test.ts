import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { contractOf } from '../../scripts/generate/contract-table.ts';
import { createClient } from '../../src/client/client.ts';
import { gather, type Source, type Subject } from '../../src/evidence/gather.ts';
import { exchangesOf } from '../../src/evidence/har.ts';
import { callAll } from '../../src/evidence/live.ts';
import { probesOf } from '../../src/evidence/probes.ts';
import type { Json } from '../../src/openapi/json.ts';
import { modelOf } from '../../src/openapi/model.ts';
import { judge } from '../../src/verify/judge.ts';
import { exitCode } from '../../src/verify/report.ts';
import { books, hood, inVirtualTime } from './support.ts';

const SERVER = 'https://one.example/v1';
const folder = mkdtempSync(join(tmpdir(), 'evidence-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const subject: Subject = {
  ...{ model: hood.model, contract: hood.contract, document: hood.document, servers: hood.contract.servers },
  createClient: () => {
    throw new Error('Nothing was to be called.');
  },
};

test.each<[string, Source, RegExp]>([
  ['no source', {}, /^Say where evidence comes from: one of --live, --har FILE and --emulate\.$/],
  ['two sources', { live: true, emulate: true }, /^Say where evidence comes from/],
  [
    'how often to call where nothing is called',
    { emulate: true, maxCalls: '3' },
    /^--max-calls and --yes are for --live alone\.$/,
  ],
  ['an agreement where nothing is called', { har: 'x', yes: true }, /^--max-calls and --yes are for --live alone\.$/],
  ['words for a number', { live: true, maxCalls: 'few' }, /^Expected --max-calls to be a whole number from 1\.$/],
  ['no call at all', { live: true, maxCalls: '0' }, /^Expected --max-calls to be a whole number from 1\.$/],
  [
    'an operation that there is none of',
    { emulate: true, allow: ['nothing'] },
    /^--allow names no operation of the contract\. It has listIntegrations, /,
  ],
  ['a file that is not there', { har: join(folder, 'none.har') }, /^The file of --har cannot be read \(ENOENT\)\.$/],
  [
    'a file that is no JSON',
    { har: file('a.har', 'openapi: 3.1.0') },
    /^The file of --har is no HAR: expected JSON with `log\.entries`/,
  ],
  ['a file of other JSON', { har: file('b.har', '{"log":{"entries":{}}}') }, /^The file of --har is no HAR/],
])('what cannot be done is told before anything is: %s', async (_, source, words) => {
  await expect(gather(source, subject)).rejects.toThrow(words);
});

const entry = (request: object, response: object, more: object = {}): object => ({
  ...{ startedDateTime: '2030-01-31T00:00:01.000Z', time: 5, ...more },
  request: {
    method: 'GET',
    url: 'https://api.example/things',
    headers: [
      { name: ':method', value: 'GET' },
      { name: 'Accept', value: '*/*' },
    ],
    ...request,
  },
  response: {
    status: 200,
    headers: [
      { name: 'content-type', value: 'application/json' },
      { name: 'x', value: 'a\nb' },
    ],
    content: { size: 2, text: '{}' },
    ...response,
  },
});
const har = (...entries: readonly object[]): string => `\uFEFF${JSON.stringify({ log: { version: '1.2', entries } })}`;

test('recorded traffic becomes exchanges', () => {
  const [one, ...others] = exchangesOf(har(entry({}, {})), ['https://api.example']);
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    method: 'GET',
    url: 'https://api.example/things',
    status: 200,
    body: '{}',
    time: Date.parse('2030-01-31T00:00:01.005Z'),
  });
  expect([...one!.requestHeaders]).toEqual([['accept', '*/*']]);
  expect(one!.headers.get('x')).toBe('a b');
});

test.each<[string, object, object, string | undefined]>([
  [
    'bytes',
    {},
    { content: { size: 4, encoding: 'base64', text: Buffer.from('{"ä":1}').toString('base64') } },
    '{"ä":1}',
  ],
  ['bytes in lines', {}, { content: { encoding: 'base64', text: 'eyJh\r\nIjox\r\nfQ==' } }, '{"a":1}'],
  ['what are no bytes', {}, { content: { size: 4, encoding: 'base64', text: '***' } }, undefined],
  ['a body that breaks off', {}, { content: { size: 99, text: '{"a":' } }, undefined],
  ['a body that is broken', {}, { content: { size: 5, text: '{"a":' } }, '{"a":'],
  ['a body of which the size is told otherwise', {}, { content: { size: 99, text: '{"a":1}' } }, '{"a":1}'],
  ['a body with a byte order mark', {}, { content: { size: 10, text: '\uFEFF{"a":1}' } }, '{"a":1}'],
  ['a body that was not recorded', {}, { content: { size: 4 } }, undefined],
  ['no body', {}, { content: { size: 0 } }, ''],
])('of %s, what is known of the body', (_, request, response, body) => {
  expect(exchangesOf(har(entry(request, response)), ['https://api.example'])[0]!.body).toBe(body);
});

test('what is of other servers, or has no answer, is left out; this machine may stand for the API', () => {
  const kept = (request: object, response: object = {}): number =>
    exchangesOf(har(entry(request, response)), ['https://api.example']).length;
  expect(kept({ url: 'https://elsewhere.example/things' })).toBe(0);
  expect(kept({ url: 'https://api.example.evil.example/things' })).toBe(0);
  expect(kept({ url: 'about:blank' })).toBe(0);
  expect([0, 304, 99, 600, 200.5, '200', null].map((status) => kept({}, { status }))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(exchangesOf(har(null as never, {}, { request: null }, { response: 1 }), [])).toEqual([]);
  expect(kept({ method: 7 })).toBe(0);
  expect(
    kept({ url: 'http://127.0.0.1:4040/things' }) +
      kept({ url: 'http://localhost/things' }) +
      kept({ url: 'http://[::1]:1/things' }),
  ).toBe(3);
});

test.each([
  ['ours', hood],
  ['a foreign one', books],
])('nothing is called that changes something, unless it is allowed: %s', (_, { model }) => {
  const methods = (...allowed: string[]): Set<string> =>
    new Set(probesOf(model, allowed).map(({ operation }) => operation.method));
  expect(methods()).toEqual(new Set(['GET']));
  const write = model.operations.find(({ method }) => method === 'POST')!;
  expect(methods(write.id)).toEqual(new Set(['GET', 'POST']));
  expect(probesOf(model, [write.id]).filter(({ operation }) => operation.method === 'POST')).toHaveLength(1);
});

test('no more is sent than was said, although the server refuses, and what it refuses is counted', async () => {
  const { model, contract } = hood;
  let sent = 0;
  const fetch = async (): Promise<Response> => {
    sent += 1;
    return new Response(null, { status: 429, headers: { 'retry-after': '1' } });
  };
  const gathered = await callAll(probesOf(model, []), {
    ...{ model, contract, fetch, maxCalls: 1 },
    createClient: (options) => createClient(contract, { token: 'any', ...options }) as never,
  });
  expect([sent, gathered.refused, gathered.exchanges, gathered.left]).toEqual([1, 1, [], 34]);
});

const refusing = (after: string) => async () => new Response(null, { status: 429, headers: { 'retry-after': after } });
test.each<[string, () => Promise<Response>, number, number]>([
  ['refuses', refusing('0'), 5, 5],
  ['refuses for an hour', refusing('3600'), 1, 1],
  ['is down', async () => new Response('<html>', { status: 503 }), 5, 0],
  ['closes', () => Promise.reject(new TypeError('fetch failed')), 5, 0],
])('a server that %s is left alone after a few requests', async (_, answer, most, refused) => {
  const { model, contract } = hood;
  let sent = 0;
  const fetch = (): Promise<Response> => {
    sent += 1;
    return answer();
  };
  const createIt = (options: object) => createClient(contract, { token: 'any', ...options }) as never;
  const options = { model, contract, fetch, maxCalls: 30, createClient: createIt };
  const gathered = await inVirtualTime(() => callAll(probesOf(model, []), options));
  expect([sent, gathered.refused, gathered.failure]).toEqual([most, refused, expect.stringMatching(/\.$/)]);
  expect(gathered.left).toBeGreaterThanOrEqual(30);
  expect([gathered.exchanges.length <= sent, exitCode(judge(model, gathered.exchanges))]).toEqual([true, 3]);
});

test('identifiers that are malformed or unknown are so by their format, too', () => {
  const schema = { type: 'string', format: 'uuid', examples: ['6f0a9d0e-0c0b-4a51-9a3b-1f2d3c4b5a69'] };
  const get = {
    ...{ operationId: 'one', parameters: [{ name: 'id', in: 'path', required: true, schema }] },
    responses: { 200: { description: '' } },
  };
  const info = { title: 'One', version: '1' };
  const model = modelOf({ openapi: '3.1.0', info, paths: { '/things/{id}': { get } } });
  expect(probesOf(model, []).map(({ values }) => values['path id'])).toEqual([
    ...[undefined, '9f9a9d9e-9c9b-9a99-9a9b-9f9d9c9b9a99', 'not-an-identifier'],
  ]);
  expect(probesOf(model, [], true)).toHaveLength(2);
});

describe.each<[string, Json, (onward: string) => [body: object, headers: Record<string, string>], string, string]>([
  [
    'a cursor',
    { by: 'cursor', parameter: 'after', next: '/next' },
    (onward) => [{ next: new URL(onward).searchParams.get('after') }, {}],
    ...(['parameter', 'next'] as const),
  ],
  [
    'a link in the answer',
    { by: 'link', next: '/next' },
    (onward) => [{ next: onward.replace(SERVER, '/v1') }, {}],
    ...(['next', 'next'] as const),
  ],
  [
    'a header `Link`',
    { by: 'link' },
    (onward) => [{}, { link: `<${SERVER}/things>; rel="first", <${onward}>; rel="next"` }],
    ...(['by', 'by'] as const),
  ],
])('%s', (_, pagination, lead, keyword, also) => {
  const parameters = [{ name: 'after', in: 'query', schema: { type: 'string' } }];
  const properties = { items: { type: 'array', items: {} }, next: { type: ['string', 'null'] }, total: {} };
  const list = {
    ...{ operationId: 'list', parameters, 'x-pagination': { ...pagination, items: '/items', total: '/total' } },
    responses: { 200: { description: '', content: { 'application/json': { schema: { properties } } } } },
  };
  const model = modelOf({
    ...{ openapi: '3.1.0', info: { title: 'One', version: '1' }, servers: [{ url: SERVER }] },
    ...{ security: [{ key: [] }], paths: { '/things': { get: list } } },
    components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'key' } } },
  });
  const contract = contractOf(model, model.operations);
  const gatherFrom = async (onward: string | undefined, second: readonly unknown[], total = 2) => {
    const asked: string[] = [];
    const fetch = async (request: Request): Promise<Response> => {
      const { searchParams } = new URL(request.url);
      if (searchParams.get('key') !== 'right') return new Response(null, { status: 401 });
      searchParams.delete('key');
      asked.push(String(searchParams));
      const isFirst = searchParams.size === 0;
      const [body, headers] = isFirst && onward !== undefined ? lead(onward) : [{}, {}];
      return Response.json({ items: isFirst ? [1] : second, total, ...body }, { headers });
    };
    const createIt = (options: object) => createClient(contract, { token: 'right', ...options }) as never;
    const options = { model, contract, fetch, maxCalls: 9, createClient: createIt };
    const { exchanges, failure } = await callAll(probesOf(model, []), options);
    const { verdicts, answers } = judge(model, exchanges);
    const of = (end: string) => verdicts.find(({ pointer }) => pointer.endsWith(`/x-pagination/${end}`))!;
    expect(of(also).verdict).toBe(of(keyword).verdict);
    expect(JSON.stringify(verdicts)).not.toContain('right"');
    return { asked, failure, by: of(keyword).by, came: of(keyword).came, verdict: of(keyword).verdict, answers };
  };
  const next = `${SERVER}/things?after=2`;

  test('is followed once, to the page that the first answer leads to', async () => {
    const { asked, ...found } = await gatherFrom(next, [2]);
    expect(asked).toEqual(['', 'after=2']);
    expect(found).toMatchObject({ verdict: 'confirmed', by: 'list for the next page', failure: undefined });
    const open = found.answers.filter((answer) => !answer.includes('credential'));
    expect(open).toEqual(['`list` has 1 items on a page when nothing is said of its size.']);
  });

  test('is not followed where there is none', async () => {
    expect(await gatherFrom(undefined, [], 1)).toMatchObject({ asked: [''], verdict: 'unseen', failure: undefined });
  });

  test('that leads to the same page, or to more than there is, is contradicted', async () => {
    expect((await gatherFrom(next, [1])).came).toBe('the items of another page once more');
    expect((await gatherFrom(next, [2, 3])).came).toBe('more items on two pages than there are in all');
  });

  if (pagination['by'] === 'link')
    test.each(['https://elsewhere.example/v1/things?after=2', 'https://one.example/v2/things?after=2', 'https://'])(
      'that leads elsewhere is not followed, and that is told: %s',
      async (link) => {
        const { asked, failure, verdict } = await gatherFrom(link, [2]);
        expect([asked, verdict]).toEqual([[''], 'unseen']);
        expect(failure).toMatch(
          /^`list` \(GET \/things\) was answered with a link to a next page elsewhere than at `baseUrl`\./,
        );
      },
    );
});

test('what tells most is called first, and each property by itself', () => {
  const probes = probesOf(hood.model, []);
  const first = probes.slice(0, 7).map(({ operation, purpose }) => [operation.id, purpose].join(' ').trim());
  expect(first).toEqual([
    ...['listIntegrations', 'listProviders', 'getIntegration'],
    ...['listIntegrations without a credential', 'listIntegrations with a wrong credential'],
    ...['getIntegration for an unknown identifier', 'getIntegration for a malformed identifier'],
  ]);
  const fields = probes.flatMap(({ values }) =>
    Array.isArray(values['query fields']) ? [values['query fields']] : [],
  );
  expect(fields.every(({ length }) => length === 1)).toBe(true);
  const names = hood.model.operations.map(({ selects }) => (selects?.names['enum'] ?? []) as string[]);
  expect(new Set(fields.flat())).toEqual(new Set(names.flat()));
});
