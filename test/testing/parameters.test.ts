import { describe, expect, test } from '@jest/globals';
import { createEmulator } from '../../src/testing/emulator.ts';
import { bookshop, createBookshop, ISBN, ours, small, visitor } from './support.ts';

const PATH = 'https://api.example/v1/hood/integrations/1';

/** Why a request with this parameter was refused; `ok` when it was not. */
async function verdict(
  parameter: object,
  target: { path?: string; query?: string; headers?: Record<string, string> },
): Promise<string> {
  const template = (parameter as { in?: string }).in === 'path' ? '/things/{p}' : '/things';
  const emulator = createEmulator({
    contract: small({ parameters: [{ name: 'p', in: 'query', ...parameter }] }, {}, template),
  });
  const path = template === '/things' ? template : `/things/${target.path}`;
  await emulator.fetch(`http://x${path}${target.query ?? ''}`, { headers: target.headers ?? {} });
  return emulator.requests[0]?.reason ?? 'ok';
}

const integers = { type: 'array', items: { type: 'integer' } };
const point = {
  type: 'object',
  required: ['x', 'y'],
  properties: { x: { type: 'integer' }, y: { type: 'integer' } },
  additionalProperties: false,
};

describe('styles', () => {
  test.each([
    ['form, exploded', { schema: integers }, '?p=1&p=2'],
    ['form', { schema: integers, explode: false }, '?p=1,2'],
    ['form, as URLSearchParams encodes it', { schema: integers, explode: false }, '?p=1%2C2'],
    ['spaceDelimited', { schema: integers, style: 'spaceDelimited', explode: false }, '?p=1%202'],
    ['pipeDelimited', { schema: integers, style: 'pipeDelimited', explode: false }, '?p=1|2'],
    ['pipeDelimited, encoded', { schema: integers, style: 'pipeDelimited', explode: false }, '?p=1%7C2'],
    ['an object, exploded', { schema: point }, '?x=1&y=2&z=3'],
    ['an object', { schema: point, explode: false }, '?p=x,1,y,2'],
    ['deepObject', { schema: point, style: 'deepObject' }, '?p[x]=1&p%5By%5D=2'],
    ['JSON', { content: { 'application/json': { schema: point } } }, '?p=%7B%22x%22%3A1,%22y%22:2}'],
    ['a number with a sign', { schema: { type: 'number', maximum: 0 } }, '?p=-1.5e3'],
    ['a boolean', { schema: { type: 'boolean' } }, '?p=false'],
    ['text that looks like a number', { schema: { type: 'string', pattern: '^0*1$' } }, '?p=1'],
    ['text with a space', { schema: { const: 'a b' } }, '?p=a+b'],
    [
      'an encoded comma within an item',
      { schema: { type: 'array', items: { type: 'string' }, maxItems: 1 }, explode: false },
      '?p=a%2Cb',
    ],
    ['an empty value', { schema: { type: 'string', maxLength: 0 } }, '?p='],
    ['one that is not there', { schema: { type: 'integer' } }, '?q=1'],
  ])('query: %s', async (_, parameter, query) => {
    expect(await verdict(parameter, { query })).toBe('ok');
  });

  test.each([
    ['simple', { schema: integers }, '1,2'],
    ['label', { schema: integers, style: 'label' }, '.1,2'],
    ['label, exploded', { schema: integers, style: 'label', explode: true }, '.1.2'],
    ['matrix', { schema: integers, style: 'matrix' }, ';p=1,2'],
    ['matrix, exploded', { schema: integers, style: 'matrix', explode: true }, ';p=1;p=2'],
    ['an object', { schema: point }, 'x,1,y,2'],
    ['an object, exploded', { schema: point, explode: true }, 'x=1,y=2'],
    ['an object as label, exploded', { schema: point, style: 'label', explode: true }, '.x=1.y=2'],
    ['an object as matrix', { schema: point, style: 'matrix' }, ';p=x,1,y,2'],
    ['an object as matrix, exploded', { schema: point, style: 'matrix', explode: true }, ';x=1;y=2'],
    ['a scalar as matrix', { schema: { type: 'integer' }, style: 'matrix' }, ';p=5'],
    ['an encoded slash', { schema: { const: 'a/b' } }, 'a%2Fb'],
  ])('path: %s', async (_, parameter, path) => {
    expect(await verdict({ in: 'path', required: true, ...parameter }, { path })).toBe('ok');
  });

  test('header and cookie', async () => {
    expect(await verdict({ in: 'header', schema: integers }, { headers: { P: '1, 2' } })).toBe('ok');
    expect(await verdict({ in: 'header', schema: integers }, { headers: { P: '1, b' } })).toMatch(
      /`p`\[1\] to be of type integer/,
    );
    expect(
      await verdict({ in: 'cookie', schema: { type: 'integer' }, required: true }, { headers: { Cookie: 'q=x; p=5' } }),
    ).toBe('ok');
    expect(await verdict({ in: 'cookie', schema: { type: 'integer' } }, { headers: { Cookie: 'p=x' } })).toMatch(
      /cookie parameter `p`/,
    );
  });

  test('headers that the specification keeps out of parameters are not asked for', async () => {
    expect(await verdict({ in: 'header', name: 'Accept', required: true, schema: { const: 'no' } }, {})).toBe('ok');
  });
});

describe('what is answered though the contract says it otherwise', () => {
  const strings = { type: 'array', items: { enum: ['a', 'b'] } };
  const list = { name: 'list', in: 'query', schema: strings, explode: false };
  const lists = { name: 'lists', in: 'query', schema: strings };
  const piped = { name: 'piped', in: 'query', schema: strings, style: 'pipeDelimited', explode: false };
  const at = { name: 'at', in: 'query', schema: point, style: 'deepObject' };
  const flat = { name: 'flat', in: 'query', schema: { type: 'object', properties: { z: {} } } };
  const filter = [
    { name: 'filter', in: 'query', schema: {} },
    { name: 'filter[a]', in: 'query', schema: {} },
  ];
  const secured = {
    components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'key' } } },
    security: [{ key: [] }],
  };
  const notesOf = async (query: string) => {
    const contract = small({ parameters: [list, lists, piped, at, flat, ...filter] }, secured);
    const emulator = createEmulator({ contract });
    const { status } = await emulator.fetch(`http://x/things?key=hush&${query}`);
    return [status, ...(emulator.requests[0]?.notes ?? ['nothing'])];
  };
  const serialised = (name: string) => `Expected query parameter \`${name}\` to be serialised as the contract says.`;

  test.each([
    ['list=a,b&lists=a&lists=b&piped=a%7Cb&at[x]=1&at%5By%5D=2&z=1&filter[a]=1', 200, ['nothing']],
    ['list=a%2Cb', 200, [serialised('list')]],
    ['list=a&list=b', 200, [serialised('list')]],
    ['lists=a,b', 200, [serialised('lists')]],
    ['piped=a,b', 200, [serialised('piped')]],
    ['lists[]=a', 200, [serialised('lists'), 'Expected no query parameter `lists[]`.']],
    ['other=hush&a%20b', 200, ['Expected no query parameter `other`.', 'Expected no query parameter `a b`.']],
    ['list=c&more=1', 400, ['Expected no query parameter `more`.']],
  ])('is named: %s', async (query, status, notes) => {
    expect(await notesOf(query)).toEqual([status, ...notes]);
  });

  test('is named too where the request is refused for something else', async () => {
    const emulator = createEmulator({ contract: ours });
    expect((await emulator.fetch(`${PATH}?fields=id%2Cname&token=hush`)).status).toBe(401);
    expect(emulator.requests[0]?.notes).toEqual([serialised('fields'), 'Expected no query parameter `token`.']);
  });
});

describe('what a schema asks for', () => {
  test.each([
    [{ type: 'integer' }, 'x', 'to be of type integer'],
    [{ type: 'integer' }, '1.5', 'to be of type integer'],
    [{ type: ['integer', 'boolean'] }, 'x', 'to be of type integer or boolean'],
    [{ enum: ['a', 'b'] }, 'c', 'to be one of "a", "b"'],
    [{ const: 'a' }, 'c', 'to be "a"'],
    [{ type: 'integer', minimum: 2 }, '1', 'to be at least 2'],
    [{ type: 'integer', maximum: 2 }, '3', 'to be at most 2'],
    [{ type: 'integer', exclusiveMinimum: 2 }, '2', 'to be more than 2'],
    [{ type: 'integer', maximum: 2, exclusiveMaximum: true }, '2', 'to be less than 2'],
    [{ type: 'number', multipleOf: 0.1 }, '0.25', 'to be a multiple of 0.1'],
    [{ minLength: 2 }, '%F0%9F%98%80', 'to have at least 2 characters'],
    [{ maxLength: 1 }, 'ab', 'to have at most 1 characters'],
    [{ pattern: '^[0-9]+$' }, 'a', 'to match ^[0-9]+$'],
    [{ pattern: '^\\_$' }, 'a', 'to match ^\\_$'],
    [{ anyOf: [{ const: 'a' }, { const: 'b' }] }, 'c', 'to fit one of the forms'],
    [{ oneOf: [{ type: 'integer' }, { const: 'a' }] }, 'b', 'to fit one of the forms'],
    [{ not: { const: 'a' } }, 'a', 'to be something else'],
    [{ allOf: [{ maxLength: 1 }, { const: 'a' }] }, 'b', 'to be "a"'],
    [{ type: 'array', items: { type: 'string' }, maxItems: 1 }, 'a&p=b', 'to have at most 1 items'],
    [{ type: 'array', items: { type: 'string' }, uniqueItems: true }, 'a&p=a', 'to have no item twice'],
    [{ type: 'string' }, 'a&p=b', 'to be of type string'],
    [false, 'a', 'to be something else'],
  ])('%j and %s', async (schema, text, problem) => {
    expect(await verdict({ schema }, { query: `?p=${text}` })).toContain(`Expected query parameter \`p\` ${problem}`);
  });

  test.each([
    [{ anyOf: [{ const: 'a' }, { type: 'string' }] }, 'c'],
    [{ type: 'number', multipleOf: 0.1 }, '0.3'],
    [{ type: 'integer', nullable: true }, '3'],
    [{ pattern: '(' }, 'a'],
    [true, 'a'],
  ])('%j and %s fit', async (schema, text) => {
    expect(await verdict({ schema }, { query: `?p=${text}` })).toBe('ok');
  });

  test('of what is required it is said that it is missing', async () => {
    expect(await verdict({ required: true, schema: {} }, {})).toBe('Expected query parameter `p` to be present.');
  });
});

describe('a bad parameter', () => {
  test('is answered as documented', async () => {
    const emulator = createEmulator({ contract: ours });
    const response = await emulator.fetch(`${PATH}?fields=id,nme`, { headers: { Authorization: 'Bearer t' } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 400, title: 'Bad request.' });
    expect(emulator.requests[0]?.source).toBe('documented');
    expect(emulator.requests[0]?.reason).toContain(
      'Expected query parameter `fields`[0] to be one of "id"'.slice(0, 30),
    );
  });

  test('is answered as the contract infers where it does not say', async () => {
    const emulator = createBookshop();
    expect((await visitor(emulator)('/books/12')).status).toBe(400);
    expect((await visitor(emulator)('/books?page=0')).status).toBe(400);
    expect(emulator.requests.map(({ source }) => source)).toEqual(['inferred', 'documented']);
  });
});

describe('a body', () => {
  const post = async (body: BodyInit | null, contentType = 'application/json') => {
    const emulator = createBookshop();
    const headers: Record<string, string> = contentType ? { 'Content-Type': contentType } : {};
    const response = await visitor(emulator)('/books', { method: 'POST', body, headers });
    return [response.status, emulator.requests[0]?.reason];
  };

  test('is checked against its schema', async () => {
    const book = { isbn: ISBN, title: 'x', price: null };
    expect(await post(JSON.stringify(book))).toEqual([201, undefined]);
    expect(await post(JSON.stringify(book), 'application/json; charset=utf-8')).toEqual([201, undefined]);
    expect(await post('{"isbn":"1"}')).toEqual([400, 'Expected the body to have the property `title`.']);
    expect(await post(JSON.stringify({ ...book, vendor: { name: 1 } }))).toEqual([
      400,
      'Expected the body.vendor.name to be of type string.',
    ]);
  });

  test.each([
    ['{}', 'have at least 1 properties'],
    ['{"a":1,"b":2,"c":3}', 'have at most 2 properties'],
    ['{"a":1}', undefined],
  ])('is counted: %s', async (body, problem) => {
    const schema = { type: 'object', minProperties: 1, maxProperties: 2 };
    const emulator = createEmulator({
      contract: small({ requestBody: { content: { 'application/json': { schema } } } }, {}, '/things', 'post'),
    });
    const headers = { 'content-type': 'application/json' };
    await emulator.fetch('https://any.example/things', { method: 'POST', body, headers });
    expect(emulator.requests[0]?.reason).toBe(problem && `Expected the body to ${problem}.`);
  });

  test('must be there, of the right type, and readable', async () => {
    expect(await post(null)).toEqual([400, 'Expected a body.']);
    expect(await post('{"isbn"')).toEqual([400, 'Expected the body to be JSON.']);
    expect(await post('isbn=1', 'text/plain')).toEqual([415, 'Expected the body to be of type application/json.']);
  });
});

describe('credentials', () => {
  const status = async (init: RequestInit, token?: string) => {
    const emulator = createEmulator({ contract: ours, ...(token !== undefined && { token }) });
    const response = await emulator.fetch(PATH, init);
    return [response.status, emulator.requests[0]?.source, emulator.requests[0]?.reason];
  };
  const bearer = (value: string): RequestInit => ({ headers: { Authorization: value } });

  test('are asked for; any will do, or the one that was named', async () => {
    expect(await status({})).toEqual([401, 'inferred', 'Expected a credential for `bearerAuth`.']);
    expect((await status(bearer('Bearer')))[0]).toBe(401);
    expect((await status(bearer('Basic abc')))[0]).toBe(401);
    expect((await status(bearer('bearer abc')))[0]).toBe(200);
    expect((await status(bearer('Bearer abc'), 'abc'))[0]).toBe(200);
    expect(await status(bearer('Bearer abd'), 'abc')).toEqual([
      401,
      'inferred',
      'Expected another credential for `bearerAuth`.',
    ]);
  });

  test('may be keys in a header, the query or a cookie, alternatives, and pairs', async () => {
    const securitySchemes = {
      q: { type: 'apiKey', in: 'query', name: 'key' },
      c: { type: 'apiKey', in: 'cookie', name: 'sid' },
      o: { type: 'oauth2', flows: {} },
      m: { type: 'mutualTLS' },
      b: { type: 'http', scheme: 'basic' },
    };
    const allowed = async (
      security: object[],
      query: string,
      headers: Record<string, string> = {},
    ): Promise<boolean> => {
      const { fetch } = createEmulator({ contract: small({ security }, { components: { securitySchemes } }) });
      return (await fetch(`http://x/things${query}`, { headers })).ok;
    };
    expect(await allowed([{ q: [] }], '?key=1')).toBe(true);
    expect(await allowed([{ q: [] }], '?key=')).toBe(false);
    expect(await allowed([{ c: [] }], '', { cookie: 'a=b; sid=1' })).toBe(true);
    expect(await allowed([{ q: [] }, { c: [] }], '', { cookie: 'sid=1' })).toBe(true);
    expect(await allowed([{ q: [], c: [] }], '', { cookie: 'sid=1' })).toBe(false);
    expect(await allowed([{ q: [], c: [] }], '?key=1', { cookie: 'sid=1' })).toBe(true);
    expect(await allowed([{ o: ['read'] }], '', { authorization: 'Bearer t' })).toBe(true);
    expect(await allowed([{ m: [] }], '')).toBe(true);
    expect(await allowed([{ b: [] }], '', { authorization: 'Basic abc' })).toBe(true);
    expect(await allowed([{ q: [] }, {}], '')).toBe(true);
    expect(await allowed([], '')).toBe(true);
  });

  test('of the contract win over none: an operation without its own takes the document’s', async () => {
    const emulator = createEmulator({ contract: bookshop });
    expect((await emulator.fetch('https://x/api/books')).status).toBe(401);
  });
});
