import { describe, expect, test } from '@jest/globals';
import { createEmulator } from '../../src/testing/emulator.ts';
import type { EmulatorOptions } from '../../src/testing/types.ts';
import { createBookshop, ISBN, small, visitor } from './support.ts';

const ODYSSEY = { isbn: ISBN, title: 'The Odyssey' };
const DRACULA = { isbn: '9780141439846', title: 'Dracula' };
const post = (body: unknown, method = 'POST'): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});
const titles = async (response: Response): Promise<string[]> =>
  ((await response.json()) as { books: { title: string }[] }).books.map(({ title }) => title);

describe('what is created', () => {
  test('is listed and read, and taken away', async () => {
    const visit = visitor(createBookshop({ memory: true, data: { Book: [ODYSSEY] } }));
    const created = await visit('/books', post(DRACULA));
    expect([created.status, await created.json()]).toEqual([201, DRACULA]);
    expect(await titles(await visit('/books'))).toEqual(['The Odyssey', 'Dracula']);
    expect(await (await visit(`/books/${DRACULA.isbn}`)).json()).toEqual(DRACULA);
    expect((await visit(`/books/${DRACULA.isbn}`, { method: 'DELETE' })).status).toBe(204);
    expect((await visit(`/books/${DRACULA.isbn}`)).status).toBe(404);
    expect((await visit(`/books/${DRACULA.isbn}`, { method: 'DELETE' })).status).toBe(400);
    expect(await titles(await visit('/books'))).toEqual(['The Odyssey']);
  });

  test('joins the examples where there is no data, of which any may be asked for', async () => {
    const visit = visitor(createBookshop({ memory: true }));
    await visit('/books', post(DRACULA));
    expect(await titles(await visit('/books'))).toEqual(['The Odyssey', 'Pride and Prejudice', 'Dracula']);
    expect(await (await visit('/books/9999999999999')).json()).toMatchObject({ isbn: '9999999999999' });
    await visit(`/books/${ISBN}`, { method: 'DELETE' });
    expect((await visit(`/books/${ISBN}`)).status).toBe(404);
  });

  test('cannot be created twice, and is forgotten by a reset', async () => {
    const emulator = createBookshop({ memory: true, data: { Book: [ODYSSEY] } });
    const visit = visitor(emulator);
    expect((await visit('/books', post(ODYSSEY))).status).toBe(409);
    await visit('/books', post(DRACULA));
    emulator.reset();
    expect(await titles(await visit('/books'))).toEqual(['The Odyssey']);
  });

  test('is not remembered where that is not wanted', async () => {
    const visit = visitor(createBookshop({ data: { Book: [ODYSSEY] }, memory: false }));
    expect((await visit('/books', post(DRACULA))).status).toBe(201);
    expect(await titles(await visit('/books'))).toEqual(['The Odyssey']);
  });
});

describe('things with keys of the server', () => {
  const thing = { $ref: '#/components/schemas/Thing' };
  const answer = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
  const sent = { required: true, content: { 'application/json': { schema: { type: 'object' } } } };
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const emulatorOf = (example: unknown, options: EmulatorOptions = {}) => {
    const document = small({}, {}, '/other');
    const keyed = { type: typeof example === 'number' ? 'integer' : 'string', examples: [example] };
    Object.assign(document.paths!, {
      '/things': {
        get: { operationId: 'list', responses: { 200: answer({ type: 'array', items: thing }) } },
        post: { operationId: 'make', requestBody: sent, responses: { 201: answer(thing) } },
      },
      '/things/{id}': {
        parameters: [id],
        get: { operationId: 'read', responses: { 200: answer(thing), 404: { description: '' } } },
        patch: { operationId: 'change', requestBody: sent, responses: { 204: { description: '' } } },
        put: { operationId: 'replace', requestBody: sent, responses: { 200: answer(thing) } },
      },
    });
    const owner = {
      ...{ type: 'object', required: ['kind'] },
      properties: { kind: { type: 'string', examples: ['user'] }, id: { type: 'string' } },
    };
    const Thing = {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: keyed, name: { type: 'string', examples: ['One'] }, note: { type: 'string' }, owner },
    };
    return createEmulator({ contract: { ...document, components: { schemas: { Thing } } } as never, ...options });
  };
  const call = async (emulator: ReturnType<typeof emulatorOf>, path: string, init?: RequestInit): Promise<unknown> => {
    const response = await emulator.fetch(`https://any.example${path}`, init);
    const text = await response.text();
    return text === '' ? response.status : JSON.parse(text);
  };

  test.each([
    ['1161', '1162'],
    ['17430755068336100383', '17430755068336100384'],
    [7, 8],
    ['99a84211-f73d-4ff8-acdf-eb3e06bb9d62', '99a84211-f73d-4ff8-acdf-eb3e06bb9d62'.replace(/.$/, '2')],
    ['abc', 'abc-2'],
  ])('after %j comes %j', async (example, next) => {
    const emulator = emulatorOf(example);
    // A required property that is not sent is the example's.
    expect(await call(emulator, '/things', post({ note: 'x' }))).toEqual({ id: next, name: 'One', note: 'x' });
    expect(await call(emulator, `/things/${next}`)).toMatchObject({ note: 'x' });
  });

  test('what is sent is completed at any depth, and a key of the path is of the type that the item has', async () => {
    const emulator = emulatorOf(7);
    const made = await call(emulator, '/things', post({ owner: { id: 'x' } }));
    expect(made).toEqual({ id: 8, name: 'One', owner: { id: 'x', kind: 'user' } });
    expect(await call(emulator, '/things/12', post({}, 'PUT'))).toEqual({ id: 12, name: 'One' });
  });

  test('a patch changes what it names, a put all, and neither the key', async () => {
    const emulator = emulatorOf('1', { data: { Thing: [{ id: '1', name: 'One', note: 'x' }] } });
    expect(await call(emulator, '/things/1', post({ name: 'Two', id: '9' }, 'PATCH'))).toBe(204);
    expect(await call(emulator, '/things/1')).toEqual({ id: '1', name: 'Two', note: 'x' });
    expect(await call(emulator, '/things/1', post({ name: 'Three' }, 'PUT'))).toEqual({ id: '1', name: 'Three' });
    expect(await call(emulator, '/things')).toEqual([{ id: '1', name: 'Three' }]);
    expect(await call(emulator, '/things/2', post({ name: 'Two' }, 'PATCH'))).toBe(404);
  });

  test('handlers say what the shape cannot, and know what there is', async () => {
    const emulator = emulatorOf('1', {
      data: { Thing: [{ id: '1', name: 'One' }] },
      handlers: {
        make: ({ body }, memory) => {
          if (memory.all('Thing').length > 1) return { status: 507, body: { full: true }, reason: 'It is full.' };
          expect([memory.nextKey('Thing'), memory.all('Nothing')]).toEqual(['2', []]);
          memory.put('Thing', { id: 'own', ...(body as object) });
          return { body: { id: 'own', name: 'by hand' } };
        },
        read: ({ params }, memory) =>
          params.path['id'] === 'gone' ? { status: 404 } : void memory.remove('Thing', 'nothing'),
      },
    });
    expect(await call(emulator, '/things', post({ name: 'A' }))).toEqual({ id: 'own', name: 'by hand' });
    expect(await call(emulator, '/things', post({ name: 'B' }))).toEqual({ full: true });
    expect(emulator.requests.at(-1)).toMatchObject({ status: 507, reason: 'It is full.' });
    expect(await call(emulator, '/things/own')).toEqual({ id: 'own', name: 'A' });
    expect(await call(emulator, '/things/gone')).toBe(404);
    expect(() => emulatorOf('1', { handlers: { nothing: () => undefined } })).toThrow('operationId');
    expect(() => emulatorOf('1', { handlers: { read: 7 as never } })).toThrow('`handlers.read`');
  });
});

test('ten thousand items are no more work a page than ten', async () => {
  const Book = Array.from({ length: 10_000 }, (_, index) => ({ isbn: String(9780000000000 + index), title: 'x' }));
  const visit = visitor(createBookshop({ memory: true, data: { Book } }));
  const page = (await (await visit('/books?page=500')).json()) as { total: number; books: object[] };
  expect([page.total, page.books[0]]).toEqual([10_000, Book[9_980]]);
});
