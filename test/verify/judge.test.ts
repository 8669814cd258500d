import { expect, test } from '@jest/globals';
import type { Json } from '../../src/openapi/json.ts';
import { modelOf } from '../../src/openapi/model.ts';
import { sample } from '../../src/testing/sample.ts';
import type { Exchange } from '../../src/verify/exchange.ts';
import { type Findings, judge } from '../../src/verify/judge.ts';
import type { Verdict } from '../../src/verify/ledger.ts';
import { exitCode } from '../../src/verify/report.ts';
import { books, found, hood } from './support.ts';

const ORIGIN = 'https://one.example';

/** A document of one operation, GET /things. */
function documentOf(operation: Json, more: Json = {}): Json {
  return {
    openapi: '3.1.0',
    info: { title: 'One', version: '1' },
    servers: [{ url: ORIGIN }],
    paths: { '/things': { get: { operationId: 'list', ...operation } } },
    ...more,
  };
}

const answering = (schema: Json, more: Json = {}): Json =>
  documentOf({ responses: { 200: { description: '', content: { 'application/json': { schema } }, ...more } } });

function exchange(
  body: unknown,
  more: Partial<Omit<Exchange, 'headers'>> & {
    readonly headers?: Record<string, string>;
    readonly query?: string;
  } = {},
): Exchange {
  const { headers, query = '', ...others } = more;
  return {
    ...{ method: 'GET', url: `${ORIGIN}/things${query}`, requestHeaders: new Headers(), status: 200, time: 0 },
    headers: new Headers({ 'content-type': 'application/json', ...headers }),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...others,
  };
}

const judged = (document: Json, ...exchanges: readonly Exchange[]): Findings =>
  judge(
    modelOf(document),
    exchanges.map((each, time) => ({ ...each, time })),
  );
const of = ({ verdicts }: Findings, end: string): Verdict | undefined =>
  verdicts.find(({ pointer }) => pointer.endsWith(end));

/** The keywords of every schema that a value can fit or not, by their place. */
function keywordsIn(root: Json): string[] {
  const KEYWORDS =
    /^(type|enum|const|pattern|format|m(in|ax)(imum|Length|Items|Properties)|required|anyOf|oneOf|uniqueItems|multipleOf)$/;
  const found: string[] = [];
  const walk = (value: unknown, pointer: string, named: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (!named && KEYWORDS.test(key)) found.push(at);
      if (named || !/^(examples?|default|enum|required|x-.*)$/.test(key))
        walk(child, at, !named && key === 'properties');
    }
  };
  walk((root['components'] as Json)['schemas'], '/components/schemas', true);
  return found;
}

test.each([
  ['ours', hood],
  ['a foreign one', books],
])('there is a claim for every keyword of every schema, before anything was seen: %s', (_, { model }) => {
  const { verdicts, marks, succeeded } = judge(model, []);
  const pointers = new Set(verdicts.map(({ pointer }) => pointer));
  // What only parameters have cannot be seen of their values.
  const told = keywordsIn(model.document.root).filter((pointer) => !/Field\/(type|enum)$/.test(pointer));
  expect(told.length).toBeGreaterThan(20);
  expect(told.filter((pointer) => !pointers.has(pointer))).toEqual([]);
  expect([...new Set(verdicts.map(({ verdict }) => verdict)), succeeded]).toEqual(['unseen', 0]);
  const written = JSON.stringify(model.document.root).split('"x-source":').length - 1;
  expect(new Set(marks.map(({ pointer }) => pointer)).size).toBe(written);
});

test.each<[string, Json, unknown, readonly string[]]>([
  ['a number that is none of a closed list', { enum: [1, 2] }, 3, ['enum']],
  ['a constant', { const: 'a' }, 'b', ['const']],
  ['a number under its least', { minimum: 3 }, 2, ['minimum']],
  ['a number over its most', { maximum: 3 }, 4, ['maximum']],
  ['a number at an open end', { exclusiveMinimum: 3 }, 3, ['exclusiveMinimum']],
  ['a number at the other open end', { exclusiveMaximum: 3 }, 3, ['exclusiveMaximum']],
  ['a number between two steps', { multipleOf: 0.1 }, 0.25, ['multipleOf']],
  ['a text that is no UUID', { format: 'uuid' }, 'x', ['format']],
  ['bytes that are not written as such', { format: 'byte' }, '{}', ['format']],
  ['an address of another version', { format: 'ipv4' }, '2001:db8::1', ['format']],
  ['neither address', { anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] }, 'x', ['anyOf']],
  ['a number beyond its bits', { type: 'number', format: 'int32' }, 2 ** 31, ['format']],
  ['nothing of a format of another type', { format: 'uuid' }, 7, []],
  ['nothing of a format that nobody can tell', { format: 'password' }, '', []],
  ['nothing of a format that is none', { format: 'constructor' }, '', []],
  ['only the type where that is wrong', { type: 'integer', format: 'int32' }, 0.5, ['type']],
  ['too few items', { minItems: 2 }, [1], ['minItems']],
  ['too many items', { maxItems: 2 }, [1, 2, 3], ['maxItems']],
  ['an item twice', { uniqueItems: true }, [{ a: 1 }, { a: 1 }], ['uniqueItems']],
  ['too few properties', { minProperties: 1 }, {}, ['minProperties']],
  ['too many properties', { maxProperties: 1 }, { a: 1, b: 2 }, ['maxProperties']],
  [
    'a property beside those that are named',
    { properties: { a: {} }, additionalProperties: false },
    { b: 1 },
    ['additionalProperties', '+field b'],
  ],
  [
    'a property of a pattern',
    { patternProperties: { '^x': { type: 'string' } } },
    { xa: 1 },
    ['patternProperties/^x/type'],
  ],
  ['another property', { additionalProperties: { type: 'string' } }, { a: 1 }, ['additionalProperties/type']],
  [
    'an item of a tuple',
    { prefixItems: [{ type: 'string' }], items: { type: 'number' } },
    [1, 'a'],
    ['prefixItems/0/type', 'items/type'],
  ],
  [
    'what holds together',
    { allOf: [{ properties: { a: { type: 'string' } } }, { required: ['b'] }] },
    { a: 1 },
    ['allOf/0/properties/a/type', 'required b'],
  ],
  [
    'a form of several that is near',
    { oneOf: [{ type: 'string', minLength: 3 }, { type: 'integer' }] },
    'ab',
    ['oneOf/0/minLength'],
  ],
  ['none of several forms', { anyOf: [{ type: 'string' }, { type: 'integer' }] }, true, ['anyOf']],
  ['a text of a closed list', { enum: ['a'] }, 'other', ['enum', '+value other']],
  [
    'a new value beside two lists',
    { anyOf: [{ enum: ['a'] }, { enum: ['b'] }, { type: 'string' }] },
    'c',
    ['+value c', '+value c'],
  ],
  ['nothing of a value of another list', { anyOf: [{ enum: ['a'] }, { enum: ['b'] }] }, 'b', []],
  [
    'nothing of a value of another form',
    { oneOf: ['a', 'b'].map((kind) => ({ type: 'object', properties: { kind: { enum: [kind] } } })) },
    { kind: 'b' },
    [],
  ],
  ['nothing of what may be anything', {}, { a: { b: 1 } }, []],
  ['nothing of free properties', { type: 'object' }, { a: 1 }, []],
])('it is found: %s', (_, schema, value, wanted) => {
  const at = '/paths/~1things/get/responses/200/content/application~1json/schema';
  const findings = judged(answering(schema), exchange(JSON.stringify(value)));
  const short = found(findings).map((each) => each.replace(`${at}/`, '').replace(/^(field|value) \S+ /, '+$1 '));
  expect(short.sort()).toEqual([...wanted].sort());
});

test('a value of the wrong kind is told by its kind, and nothing of its parts', () => {
  const schema = { properties: { a: { type: ['integer', 'null'] } } };
  const { verdicts } = judged(
    answering(schema),
    exchange({ a: 'secret-4711' }),
    exchange({ a: 1.5 }),
    exchange({ a: null }),
  );
  expect(verdicts.find(({ pointer }) => pointer.endsWith('/a/type'))).toMatchObject({
    ...{
      verdict: 'contradicted',
      against: 2,
      times: 1,
      came: 'a string of 11 characters',
      types: ['string', 'number'],
    },
  });
});

test('that items may come twice says nothing, and is confirmed by nothing', () => {
  expect(
    of(judged(answering({ type: 'array', uniqueItems: false }), exchange([1, 1])), '/uniqueItems'),
  ).toBeUndefined();
});

test('what is unknown in several answers is told once, with the schema of all', () => {
  const schema = { type: 'object', properties: { a: {} } };
  const { unknowns } = judged(
    answering(schema),
    exchange({ b: { c: 1 } }),
    exchange({ b: { c: 0.5, d: [true, null] } }),
    exchange({ b: null }),
  );
  expect(unknowns).toHaveLength(1);
  expect(unknowns[0]!.schema).toEqual({
    type: ['object', 'null'],
    properties: { c: { type: 'number' }, d: { type: 'array', items: { type: ['boolean', 'null'] } } },
  });
});

test('a field may have any name, and any depth', () => {
  const schema = { type: 'object', properties: { a: {} } };
  const { unknowns } = judged(
    answering(schema),
    exchange([]),
    exchange('{"constructor":1,"__proto__":{"toString":null}}'),
  );
  expect(unknowns.map(({ name, schema: its }) => [name, JSON.stringify(its)])).toEqual([
    ['constructor', '{"type":"integer"}'],
    ['__proto__', '{"type":"object","properties":{"toString":{"type":"null"}}}'],
  ]);
  const list: readonly object[] = [{ constructor: 1 }, { c: 1 }];
  expect(judged(answering(schema), exchange({ b: list })).unknowns[0]!.schema).toEqual({
    type: 'array',
    items: { type: 'object', properties: { constructor: { type: 'integer' }, c: { type: 'integer' } } },
  });
  const deep = `{"b":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  expect(judged(answering(schema), exchange(deep)).unknowns).toEqual([]);
});

test('nothing could be checked where nothing succeeded, whatever the server said instead', () => {
  const document = documentOf({
    responses: {
      200: { description: '' },
      default: { description: '', content: { 'application/json': { schema: {} } } },
    },
  });
  const headers = { 'content-type': 'text/html' };
  const down = judged(document, exchange('<html>', { status: 502, headers }));
  expect([of(down, '/application~1json')!.verdict, exitCode(down)]).toEqual(['contradicted', 3]);
  expect(exitCode(judged(document, exchange(''), exchange('<html>', { status: 502, headers })))).toBe(1);
  expect([exitCode(judged(document, exchange(''))), exitCode(judged(document))]).toEqual([0, 3]);
});

test('a form beside null says where an unknown field would stand', () => {
  const schemas = {
    Thing: {
      type: 'object',
      properties: { next: { anyOf: [{ $ref: '#/components/schemas/Thing' }, { type: 'null' }] } },
    },
  };
  const document = { ...answering({ $ref: '#/components/schemas/Thing' }), components: { schemas } };
  expect(found(judged(document, exchange({ next: { next: null, b: 1 } })))).toEqual([
    'field /components/schemas/Thing b',
  ]);
});

test('names of properties that may be identifiers are not told', () => {
  const names = judged(
    answering({ type: 'object', properties: { a: {} } }),
    exchange({ 'u-6197120': 1, 'someone@example.com': 1, line2: 1 }),
  ).unknowns.map(({ name }) => name);
  expect(names).toEqual(['a name of 9 characters', 'a name of 19 characters', 'line2']);
});

const RATE = { class: 'A', windows: [{ name: 'minute', limit: 100, seconds: 60 }] };
const limited = (unit?: string): Json =>
  documentOf(
    { responses: { 200: { description: '' } } },
    { 'x-rate-limit': { ...RATE, headers: { limit: 'L', remaining: 'R', reset: 'T', ...(unit && { unit }) } } },
  );
const told = (limit: number, remaining: number, reset: number): Exchange =>
  exchange('', { headers: { l: `${limit}`, r: `${remaining}`, t: `${reset}` } });

test.each([
  [undefined, 60, undefined],
  [undefined, 42_000, '42000, more than the 60 s of the window: perhaps it counts milliseconds'],
  [undefined, 1_800_000_000, '1800000000, which looks like seconds since 1970'],
  [undefined, 1_800_000_000_000, '1800000000000, which looks like milliseconds since 1970'],
  ['milliseconds', 42_000, undefined],
  ['milliseconds', 90_000, '90000, more than the 60 s of the window'],
  ['epoch', 1_800_000_000, undefined],
  ['epoch', 42, '42, which is no moment in seconds since 1970'],
  ['epoch-milliseconds', 1_800_000_000_000, undefined],
  ['epoch-milliseconds', 1_800_000_000, '1800000000, which is no moment in milliseconds since 1970'],
])('a reset in %s of %d', (unit, reset, came) => {
  expect(of(judged(limited(unit), told(100, 99, reset)), '/headers/reset')!.came).toBe(came);
});

test('what remains is compared within one window only', () => {
  const state = (...told: Exchange[]): string | undefined =>
    of(judged(limited(), ...told), '/headers/remaining')?.verdict;
  expect(state(told(100, 9, 20), told(100, 8, 19))).toBe('confirmed');
  expect(state(told(100, 9, 1), told(100, 99, 60))).toBe('unseen');
  expect(state(told(100, 9, 20), told(50, 40, 19))).toBe('unseen');
  // What is rounded up to a second may be over at once.
  expect(state(...[1, 1, 1, 1, 1].map((reset) => told(100, 9, reset)))).toBe('unseen');
  const late = { ...told(100, 98, 19), time: 25_000 };
  expect(of(judge(modelOf(limited()), [told(100, 99, 20), late]), '/headers/remaining')!.verdict).toBe('unseen');
  expect(state(told(100, 9, 20), told(100, 9, 19))).toBe('unseen');
  expect(state(...[20, 19, 18, 17].map((reset) => told(100, 9, reset)))).toBe('contradicted');
});

const paged = (pagination: Json, ...names: readonly string[]): Json => {
  const parameters = names.map((name) => ({ name, in: 'query', schema: {} }));
  const schema = { type: 'object', properties: { items: { type: 'array', items: {} }, total: {}, next: {} } };
  return documentOf({
    parameters,
    'x-pagination': { items: '/items', ...pagination },
    responses: { 200: { description: '', content: { 'application/json': { schema } } } },
  });
};
const page = (items: readonly unknown[], query = '', more: Json = {}): Exchange =>
  exchange({ items, ...more }, { query });

test.each<[string, Json, readonly Exchange[], string | undefined]>([
  [
    'by offset, two pages',
    { by: 'offset', parameter: 'from' },
    [page([1], '?from=0'), page([2], '?from=1')],
    undefined,
  ],
  [
    'by offset, one page twice',
    { by: 'offset', parameter: 'from' },
    [page([1], '?from=0'), page([1], '?from=1')],
    'the items of another page once more',
  ],
  [
    'by cursor, two pages',
    { by: 'cursor', parameter: 'after', next: '/next' },
    [page([1], '?after=a'), page([2], '?after=b')],
    undefined,
  ],
  [
    'by number, more than there are',
    { by: 'page', parameter: 'page', total: '/total' },
    [page([1], '?page=1', { total: 1 }), page([2], '?page=2', { total: 1 })],
    'more items on two pages than there are in all',
  ],
])('pages %s', (_, pagination, exchanges, came) => {
  const verdict = of(
    judged(paged(pagination, String(pagination['parameter'])), ...exchanges),
    '/x-pagination/parameter',
  );
  expect(verdict).toMatchObject({ verdict: came ? 'contradicted' : 'confirmed', ...(came && { came }) });
});

test('a page is compared with the one that leads to it, whatever credential stands in its URL', () => {
  const document = {
    ...paged({ by: 'link', next: '/next' }),
    components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'key' } } },
  };
  const leading = (items: readonly unknown[], query: string, next: string | null) =>
    page(items, `?key=x${query}`, { next });
  const came = (third: readonly unknown[]) =>
    of(
      judged(
        document,
        leading([1], '', '?at=2'),
        leading([2], '&at=2', `${ORIGIN}/things?at=3`),
        leading(third, '&at=3', null),
      ),
      '/x-pagination/next',
    );
  expect(came([3])).toMatchObject({ verdict: 'confirmed', times: 2 });
  expect(came([2])).toMatchObject({ verdict: 'contradicted', times: 1, came: 'the items of another page once more' });
});

test('a page beyond the last may be refused, and of some properties pages may be equal', () => {
  const names = { type: 'array', items: { enum: ['a'] } };
  const document = paged({ by: 'page', parameter: 'page' }, 'page');
  const refused = judged(document, page([1]), { ...page([], '?page=9'), status: 400 });
  expect(of(refused, '/parameters/0')!.verdict).toBe('unseen');
  const { paths } = document as { paths: { '/things': { get: { parameters: object[]; responses: Json } } } };
  const get = paths['/things'].get;
  const fields = { name: 'fields', in: 'query', 'x-selects-fields': true, explode: false, schema: names };
  const items = { type: 'array', items: { type: 'object', properties: { a: {} } } };
  const content = { 'application/json': { schema: { type: 'object', properties: { items } } } };
  const selecting = {
    ...get,
    parameters: [...get.parameters, fields],
    responses: { 200: { description: '', content } },
  };
  const equal = [1, 2].map((number) => page([{ a: 'x' }], `?page=${number}&fields=a`));
  const findings = judged({ ...document, paths: { '/things': { get: selecting } } }, ...equal);
  expect(of(findings, '/x-pagination/parameter')!.verdict).toBe('confirmed');
});

test('pages of different lists, or of different sizes, are not compared', () => {
  const pagination = { by: 'page', parameter: 'page', size: 'size' };
  const document = paged(pagination, 'page', 'size', 'type');
  const state = (...exchanges: Exchange[]) => of(judged(document, ...exchanges), '/x-pagination/parameter')!.verdict;
  expect(state(page([1], '?page=1&type=a'), page([1], '?page=2&type=b'))).toBe('unseen');
  expect(state(page([1], '?page=1&size=1'), page([1, 2], '?page=2&size=2'))).toBe('unseen');
  expect(state(page([1], '?page=1&type=a'), page([2], '?page=2&type=a'))).toBe('confirmed');
});

test('what a contract leaves open is answered in a sentence', () => {
  const document = paged({ by: 'page', parameter: 'page', total: '/total' }, 'page');
  const { answers } = judged(document, page([1, 2], '', { total: 9 }), {
    ...page([]),
    status: 401,
    purpose: 'without a credential',
  });
  expect(answers).toEqual([
    '`list` without a credential is answered with 401.',
    '`list` has 2 items on a page when nothing is said of its size.',
  ]);
});

test('a parameter is confirmed by an effect that can be seen, and by nothing less', () => {
  const document = paged({ by: 'page', parameter: 'page' }, 'page', 'q');
  const state = (...exchanges: Exchange[]) => of(judged(document, ...exchanges), '/parameters/1')!;
  expect(state(page([1, 2]), page([1, 2], '?q=x')).verdict).toBe('unseen');
  expect(state(page([1, 2]), page([2], '?q=x')).verdict).toBe('confirmed');
  expect(state(page([2], '?q=x')).verdict).toBe('unseen');
  expect(state(page([1, 2]), { ...page([], '?q=x'), status: 400 }).came).toBe(
    'status 400 for a value that the contract allows',
  );
  expect(state(page([1, 2]), { ...page([], '?q=x'), status: 500 }).verdict).toBe('unseen');
});

test('a body that was not recorded says nothing, and one where none is described is unknown', () => {
  const none = documentOf({ responses: { 200: { description: '' } } });
  expect(found(judged(none, exchange({ a: 1 })))).toEqual(['body /paths/~1things/get/responses/200 application/json']);
  expect(found(judged(none, exchange('')))).toEqual([]);
  expect(found(judged(answering({ type: 'object' }), exchange('', { body: undefined })))).toEqual([]);
  expect(judged(none, exchange('', { url: `${ORIGIN}/elsewhere` }), exchange('', { method: 'POST' })).exchanges).toBe(
    0,
  );
});

test('an answer to HEAD has no body, whatever it declares', () => {
  const { paths, ...rest } = answering({ type: 'object' }) as { paths: Record<string, Json> };
  const document = { ...rest, paths: { '/things': { head: paths['/things']!['get'] } } };
  const findings = judged(document, exchange('', { method: 'HEAD' }));
  expect(findings.verdicts.filter(({ verdict }) => verdict === 'contradicted')).toEqual([]);
  expect(of(findings, '/200')).toMatchObject({ verdict: 'confirmed' });
});

test('a success where none is described is unknown, and no contradiction', () => {
  const none = documentOf({ responses: { 404: { description: '' } } });
  expect(found(judged(none, exchange('', { status: 204 })))).toEqual(['status /paths/~1things/get/responses 204']);
  const others = documentOf({ responses: { default: { description: '' } } });
  expect(found(judged(others, exchange('', { status: 204 })))).toEqual([]);
});

test('a failure that nothing describes is unknown, and no contradiction', () => {
  const findings = judged(answering({ type: 'object' }), exchange({ a: 1 }, { status: 418 }));
  expect(found(findings)).toEqual(['status /paths/~1things/get/responses 418']);
  expect(findings.unknowns[0]!.schema).toEqual({ type: 'object', properties: { a: { type: 'integer' } } });
});

test('a body that is not as the contract has it tells something: taken, or refused for the one thing that is wrong', () => {
  const schema = { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 3 } } };
  const post = {
    operationId: 'make',
    requestBody: { content: { 'application/json': { schema } } },
    responses: { 204: { description: '' }, 400: { description: '' } },
  };
  const document = { ...documentOf({}), paths: { '/things': { post } } };
  const after = (status: number, body: unknown): (string | undefined)[] => {
    const { verdicts } = judged(document, exchange('', { method: 'POST', status, requestBody: JSON.stringify(body) }));
    return ['/schema/required', '/maxLength'].map(
      (end) => verdicts.find(({ pointer }) => pointer.endsWith(end))!.verdict,
    );
  };
  expect(after(204, { name: 'abc' })).toEqual(['unseen', 'unseen']);
  expect(after(204, {})).toEqual(['contradicted', 'unseen']);
  expect(after(400, {})).toEqual(['confirmed', 'unseen']);
  expect(after(400, { name: 'abcd' })).toEqual(['unseen', 'confirmed']);
  expect(after(400, { name: 'abc' })).toEqual(['unseen', 'unseen']);
  expect(after(500, {})).toEqual(['unseen', 'unseen']);
});

test('a mark is confirmed as a whole, in parts, or not', () => {
  const schema = {
    type: 'object',
    properties: {
      whole: { type: 'string', 'x-source': 'example' },
      parts: { type: 'string', enum: ['a', 'b'], 'x-source': 'older' },
      never: { type: 'string', 'x-source': 'inferred' },
      wrong: { type: 'string', 'x-source': 'inferred' },
      keyword: { type: 'string', maxLength: 3, 'x-source': { maxLength: 'older' } },
    },
  };
  const { marks } = judged(answering(schema), exchange({ whole: 'x', parts: 'a', wrong: 1, keyword: 'x' }));
  expect(
    marks.map(({ pointer, keyword, source, verdict, confirmed, others }) => [
      pointer.split('/').at(-1),
      keyword,
      source,
      verdict,
      confirmed,
      others,
    ]),
  ).toEqual([
    ['whole', undefined, 'example', 'confirmed', ['type'], []],
    ['parts', undefined, 'older', 'partly', ['type'], ['enum']],
    ['never', undefined, 'inferred', 'unseen', [], ['type']],
    ['wrong', undefined, 'inferred', 'contradicted', [], ['type']],
    ['keyword', 'maxLength', 'older', 'confirmed', [], []],
  ]);
});

test('a header is read as the type that it has', () => {
  const headers = (schema: Json): Json => ({ headers: { X: { schema } } });
  const came = (schema: Json, x: string): string[] =>
    found(judged(answering({}, headers(schema)), exchange('{}', { headers: { x } }))).map(
      (each) => each.split('/').at(-1)!,
    );
  expect(came({ type: 'string', format: 'date' }, '20240523')).toEqual(['format']);
  expect(came({ type: 'string', maxLength: 3 }, '1234')).toEqual(['maxLength']);
  expect(came({ type: 'integer', minimum: 1 }, '0')).toEqual(['minimum']);
  expect(came({ type: 'string', format: 'date' }, '2024-05-23')).toEqual([]);
});

test('a format is claimed where the contract has one, and only there: a time without a zone has none', () => {
  const formats = ({ model }: typeof hood) =>
    judge(model, []).verdicts.flatMap(({ pointer }) =>
      pointer.endsWith('/format') ? [pointer.split('/').at(-2)] : [],
    );
  expect([formats(hood), formats(books)]).toEqual([['logo'], ['total', 'account', 'mail', 'site', 'since', 'seen_at']]);
});

test('a format of a parameter is confirmed by a refusal, and contradicted by a success', () => {
  const document = documentOf({
    parameters: [{ name: 'day', in: 'query', schema: { type: 'string', format: 'date' } }],
    responses: { 200: { description: '' }, 400: { description: '' } },
  });
  const after = (status: number, day: string) =>
    of(judged(document, exchange('', { status, query: `?day=${day}` })), '/format')!.verdict;
  expect([after(200, '2024-05-23'), after(400, 'today'), after(200, 'today')]).toEqual([
    ...['unseen', 'confirmed', 'contradicted'],
  ]);
});

test.each([
  'byte',
  'date',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'json-pointer',
  'time',
  'uri',
  'uri-reference',
  'uuid',
])('what the emulator makes up has its format: %s', (format) => {
  const schema = { type: 'string', format };
  const document = answering(schema);
  const findings = judged(document, exchange(JSON.stringify(sample(modelOf(document), schema))));
  expect(of(findings, '/format')!.verdict).toBe('confirmed');
});
