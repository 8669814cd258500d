import { describe, expect, test } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import { createClient } from '../src/client/client.ts';
import type { Contract, Operation, PageOptions, Pagination } from '../src/contract.ts';
import { createEmulator } from '../src/testing/emulator.ts';
import { contract as books } from './contracts/bookshop/generated/contract.js';
import type { BookField } from './contracts/bookshop/generated/methods.d.ts';
import type { Book, BookList } from './contracts/bookshop/generated/schema.d.ts';
import { json, type Received, serve } from './support/serve.ts';
import { bookshop } from './testing/support.ts';

const query = (name: string, explode = true) =>
  ({ name, in: 'query', required: false, style: 'form', explode }) as const;

function contractWith(pagination: Pagination, more: Partial<Operation> = {}): Contract {
  const parameters = [query('page', false), query('size'), query('fields', false)];
  const responses = { '200': { contentType: 'application/json' } };
  return {
    info: { title: 'Lists', version: '1' },
    servers: ['https://lists.example'],
    securitySchemes: {},
    rateLimits: {},
    sensitive: {},
    operations: { list: { method: 'GET', path: '/list', parameters, responses, pagination, ...more } },
  };
}

interface Paged {
  pages(params?: object, options?: PageOptions): AsyncGenerator<object, void, void>;
  items(params?: object, options?: PageOptions): AsyncGenerator<number, void, void>;
}

const clientOf = (contract: Contract, baseUrl: string, options: object = {}): Paged =>
  (createClient(contract, { baseUrl, ...options }) as unknown as { list: Paged }).list;

async function all<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const queryOf = ({ url }: Received): URLSearchParams => new URL(url, 'http://x').searchParams;

/** Gives `count` items by whatever the query asks for, at most `most` a page. */
const answerBy =
  (count: number, total: unknown = undefined, most = 10) =>
  (request: Received): object => {
    const asked = queryOf(request);
    const [number, pairSize] = (asked.get('page') ?? '1').split(',').map(Number) as [number, number?];
    const size = Math.min(most, Number(pairSize ?? asked.get('size') ?? most));
    const items = numbers(count).slice((number - 1) * size, number * size);
    return { items, ...(total !== undefined && { total }) };
  };

const PAGE: Pagination = { by: 'page', parameter: 'page', size: 'size', items: '/items', total: '/total' };

describe('pages by number', () => {
  test.each([
    ['ends by the total', 20, 20, 2],
    ['takes a total of digits', 20, '20', 2],
    ['ends with a short page', 25, undefined, 3],
    ['ends with an empty page', 20, undefined, 3],
    ['ends with a first page that is empty, whatever the total says', 0, 5, 1],
    ['does not go by a total that was passed', 25, 3, 3],
    ['does not go by what is no number', 25, 'many', 3],
  ])('%s', async (_, count, total, requests) => {
    await using server = await serve((request, response) => json(response, 200, answerBy(count, total)(request)));
    expect(await all(clientOf(contractWith(PAGE), server.url).items())).toEqual(numbers(count));
    expect(server.received).toHaveLength(requests);
  });

  test('goes on after a short page where the total says so', async () => {
    const pages = [[0, 1, 2], [3], [4, 5, 6]];
    await using server = await serve((_, response, count) =>
      json(response, 200, { items: pages[count - 1], total: 7 }),
    );
    expect(await all(clientOf(contractWith(PAGE), server.url).items())).toEqual(numbers(7));
  });

  test('a server that gives fewer than were asked for loses nothing', async () => {
    await using server = await serve((request, response) => json(response, 200, answerBy(25, undefined, 10)(request)));
    expect(await all(clientOf(contractWith(PAGE), server.url).items({ size: 1_000 }))).toEqual(numbers(25));
  });

  test('number and size go in one parameter where the contract says so', async () => {
    await using server = await serve((request, response) => json(response, 200, answerBy(5)(request)));
    const client = clientOf(contractWith({ ...PAGE, size: 'page' }), server.url);
    expect(await all(client.items({ page: [1, 2] }))).toEqual(numbers(5));
    expect(server.received.map((request) => queryOf(request).get('page'))).toEqual(['1,2', '2,2', '3,2']);
  });

  test('begins where the caller says, and keeps the other parameters', async () => {
    await using server = await serve((request, response) => json(response, 200, answerBy(30, 30)(request)));
    const client = clientOf(contractWith(PAGE), server.url);
    expect(await all(client.items({ page: 2, fields: ['id'] }))).toEqual(numbers(30).slice(10));
    expect(server.received.map(({ url }) => url)).toEqual(['/list?page=2&fields=id', '/list?page=3&fields=id']);
    await expect(all(client.items({ page: 0 }))).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
  });

  test('a first page may have the number 0', async () => {
    await using server = await serve((request, response) => {
      const number = Number(queryOf(request).get('page') ?? 0);
      json(response, 200, { items: numbers(4).slice(number * 2, number * 2 + 2) });
    });
    expect(await all(clientOf(contractWith({ ...PAGE, first: 0 }), server.url).items())).toEqual(numbers(4));
    expect(server.received.map((request) => queryOf(request).get('page'))).toEqual([null, '1', '2']);
  });

  test.each([
    ['the same page', [1, 1]],
    ['the first page again after the last', [1, 2, 1]],
  ])('%s for ever ends in an error', async (_, order) => {
    await using server = await serve((_request, response, count) =>
      json(response, 200, { items: [order[(count - 1) % order.length]] }),
    );
    await expect(all(clientOf(contractWith(PAGE), server.url).items())).rejects.toMatchObject({
      code: 'PAGE_REPEATED',
      operation: 'list',
    });
  });

  test('items of which too little was asked for to tell them apart are no repetition, for ever is', async () => {
    const fetch = async ({ url }: Request): Promise<Response> => {
      const asked = new URL(url).searchParams;
      return Response.json({ items: Number(asked.get('page')) > 5 && !asked.has('size') ? [] : ['sms'] });
    };
    const client = clientOf(contractWith(PAGE, { selectsFields: 'fields' }), 'https://lists.example', { fetch });
    expect(await all(client.items({ fields: ['type'] }))).toHaveLength(5);
    await expect(all(client.items({ fields: ['type'], size: 1 }))).rejects.toMatchObject({ code: 'PAGE_REPEATED' });
  });
});

test('pages by the number of their first item', async () => {
  await using server = await serve((request, response) => {
    const [offset, size] = [Number(queryOf(request).get('page') ?? 0), Number(queryOf(request).get('size') ?? 4)];
    json(response, 200, numbers(10).slice(offset, offset + size));
  });
  const client = clientOf(contractWith({ by: 'offset', parameter: 'page', size: 'size', items: '' }), server.url);
  expect(await all(client.items())).toEqual(numbers(10));
  expect(await all(client.items({ page: 3, size: 5 }))).toEqual(numbers(10).slice(3));
});

describe('pages by what the answer says', () => {
  const CURSOR: Pagination = { by: 'cursor', parameter: 'page', items: '/data/items', next: '/data/next' };

  test('a cursor leads on until there is none; an empty page does not end it', async () => {
    const next: Record<string, unknown> = { '': 'a', a: 'b', b: null };
    await using server = await serve((request, response) => {
      const cursor = queryOf(request).get('page') ?? '';
      json(response, 200, { data: { items: cursor === 'a' ? [] : [cursor], next: next[cursor] } });
    });
    expect(await all(clientOf(contractWith(CURSOR), server.url).items())).toEqual(['', 'b']);
  });

  test('a cursor that comes again ends in an error', async () => {
    await using server = await serve((_, response, count) =>
      json(response, 200, { data: { items: [count], next: count % 2 ? 'a' : 'b' } }),
    );
    await expect(all(clientOf(contractWith(CURSOR), server.url).items())).rejects.toMatchObject({
      code: 'PAGE_REPEATED',
    });
  });

  test('a link in the body leads on, relative or absolute', async () => {
    await using server = await serve((request, response, count) => {
      const links: unknown[] = ['?page=2', `http://${request.headers.host}/list/more?x=1`, undefined];
      json(response, 200, { items: [count], next: links[count - 1] });
    });
    const client = clientOf(contractWith({ by: 'link', items: '/items', next: '/next' }), server.url);
    expect(await all(client.items({ size: 1 }))).toEqual([1, 2, 3]);
    expect(server.received.map(({ url }) => url)).toEqual(['/list?size=1', '/list?page=2', '/list/more?x=1']);
  });

  test('a link in the header leads on', async () => {
    await using server = await serve((_, response, count) => {
      const link = '</list?page=0>; rel="first", </list?page=2>; title="a, b"; rel="last next"';
      json(response, 200, [count], count === 1 ? { link } : { link: '</list?page=1>; rel=prev' });
    });
    expect(await all(clientOf(contractWith({ by: 'link', items: '' }), server.url).items())).toEqual([1, 2]);
    expect(server.received.map(({ url }) => url)).toEqual(['/list', '/list?page=2']);
  });

  test.each(['https://elsewhere.example/list', 'nonsense://x', '//elsewhere.example/list', '/outside'])(
    'a link to %s is refused, and nothing is sent',
    async (next) => {
      await using other = await serve((_, response) => json(response, 200, {}));
      await using server = await serve((_, response) => {
        json(response, 200, { items: [1], next: next.replace('https://elsewhere.example', other.url) });
      });
      const client = clientOf(contractWith({ by: 'link', items: '/items', next: '/next' }), `${server.url}/base`);
      await expect(all(client.items())).rejects.toMatchObject({ code: 'LINK_REFUSED', operation: 'list' });
      expect([server.received.length, other.received.length]).toEqual([1, 0]);
    },
  );
});

describe('whoever reads', () => {
  test('may stop, and no further page is asked for', async () => {
    await using server = await serve((request, response) => json(response, 200, answerBy(100)(request)));
    for await (const item of clientOf(contractWith(PAGE), server.url).items()) if (item === 12) break;
    expect(server.received).toHaveLength(2);
  });

  test('may name the most pages', async () => {
    await using server = await serve((request, response) => json(response, 200, answerBy(100)(request)));
    const client = clientOf(contractWith(PAGE), server.url);
    expect(await all(client.pages({}, { maxPages: 2 }))).toHaveLength(2);
    expect(server.received).toHaveLength(2);
    for (const maxPages of [0, 1.5, Number.NaN, '3' as never])
      await expect(all(client.pages({}, { maxPages }))).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });

  test('may abort, also within a page; the reason is thrown as it is', async () => {
    await using server = await serve((request, response) => json(response, 200, answerBy(100)(request)));
    const stop = new AbortController();
    const read: number[] = [];
    const reading = (async () => {
      for await (const item of clientOf(contractWith(PAGE), server.url).items({}, { signal: stop.signal })) {
        read.push(item);
        if (item === 3) stop.abort('enough');
      }
    })();
    await expect(reading).rejects.toBe('enough');
    expect([read, server.received.length]).toEqual([numbers(4), 1]);
  });

  test('has one deadline for all pages', async () => {
    await using server = await serve((request, response, count) => {
      if (count < 3) json(response, 200, answerBy(100)(request));
    });
    const reading = all(clientOf(contractWith(PAGE), server.url).items({}, { deadlineMs: 300 }));
    await expect(reading).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED', operation: 'list' });
  });

  test('meets errors of the API, and answers without a list', async () => {
    await using server = await serve((_, response, count) =>
      count === 1 ? json(response, 404, {}) : json(response, 200, { items: {} }),
    );
    const client = clientOf(contractWith(PAGE), server.url);
    await expect(all(client.items())).rejects.toMatchObject({ code: 'API_ERROR', status: 404 });
    await expect(all(client.items())).rejects.toMatchObject({ code: 'RESPONSE_UNREADABLE' });
    await expect(all(client.items({ colour: 1 }))).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
  });
});

describe('the foreign contract', () => {
  const Book = numbers(45).map((index) => ({ isbn: String(9780000000000 + index), title: `No. ${index}` }));
  const shop = createEmulator({ contract: bookshop, data: { Book }, limits: false });
  const client = createClient(books, { token: 'k', fetch: shop.fetch, rateLimit: false });

  test('reads every item once, from an emulator that pages as the contract says', async () => {
    expect(await all(client.listBooks.items())).toEqual(Book);
    expect(shop.requests.map(({ url }) => new URL(url).search)).toEqual(['', '?page=2', '?page=3']);
    expect(await all(client.listBooks.pages({ per_page: 40 }))).toMatchObject([{ total: 45 }, { total: 45 }]);
    expect(await client.listBooks({ page: 3 })).toEqual({ total: 45, books: Book.slice(40) });
  });

  test('selects fields of the items', async () => {
    const page = await client.listBooks({ only: ['isbn'], per_page: 2 });
    expect(page).toEqual({ total: 45, books: [{ isbn: Book[0]!.isbn }, { isbn: Book[1]!.isbn }] });
    expectTypeOf(page).toEqualTypeOf<{ total: number; books: Pick<Book, 'isbn'>[] }>();
  });

  test('types pages and items, narrowed by what is selected', () => {
    const list = client.listBooks;
    expectTypeOf(list.pages()).toEqualTypeOf<AsyncGenerator<BookList, void, void>>();
    expectTypeOf(list.items({ page: 2 })).toEqualTypeOf<AsyncGenerator<Book, void, void>>();
    expectTypeOf(list.items({ only: ['isbn'] })).toEqualTypeOf<AsyncGenerator<Pick<Book, 'isbn'>, void, void>>();
    const some = ['title'] as BookField[];
    expectTypeOf(list.items({ only: some })).toEqualTypeOf<AsyncGenerator<Partial<Book>, void, void>>();
    const each = client.each('listBooks', [{ only: some }]);
    type Result = typeof each extends AsyncGenerator<infer Value> ? Value : never;
    expectTypeOf<Extract<Result, { error?: never }>['data']['books']>().toEqualTypeOf<Partial<Book>[]>();
    // @ts-expect-error Only what comes in pages has them.
    client.getBook.items;
  });
});
