import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { furtherPages, homePage, operationsPage } from '../../../scripts/docs/html/list-pages.ts';
import { operationPage, schemaPages } from '../../../scripts/docs/html/operation-page.ts';
import { operationFile, wholeFiles } from '../../../scripts/docs/markdown/pages.ts';
import type { SiteOperation } from '../../../scripts/docs/operation.ts';
import { propertiesIn, Reach, schemasOfOperation } from '../../../scripts/docs/reach.ts';
import { readSite, type Site } from '../../../scripts/docs/site.ts';
import { get, type Json } from '../../../src/openapi/json.ts';
import { modelOf } from '../../../src/openapi/model.ts';
import { ROOT } from '../generate/support.ts';
import { oneOperation, readJson, siteOf } from './support.ts';

const CLIENT = {
  ...{ package: 'p', factory: 'createClient', variable: 'client', token: 'TOKEN' },
  ...{ generated: './generated', command: undefined },
};
const caseOf = (name: string): Site =>
  siteOf(parse(readFileSync(join(ROOT, 'test', 'fixtures', 'cases', `${name}.yaml`), 'utf8')) as Json, CLIENT);

/** Words of a page as they are read: without tags, and with one space between. */
const words = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

const all = (site: Site): SiteOperation[] => [...site.operations, ...site.webhooks, ...site.callbacks];
const named = (site: Site, name: string): SiteOperation => all(site).find(({ model }) => model.name === name)!;
const htmlOf = (site: Site, name: string): string =>
  words(operationPage(site, named(site, name), site.operations).main);
const textOf = (site: Site, path: string): string =>
  furtherPages(site).find(({ markdown }) => markdown === path)!.text!();
const markdownOf = (site: Site, name: string): string => operationFile(site, named(site, name));

describe('fields put together', () => {
  const site = caseOf('compose');

  test('of a parent are shown with where they are from, and what the child requires', () => {
    expect(htmlOf(site, 'getA')).toContain('name string required from AnimalIts name');
    expect(htmlOf(site, 'getA')).toContain('breed string required');
    expect(markdownOf(site, 'getA')).toContain('| `name` | string | yes | Its name. From [Animal](#schema-animal). |');
    expect(markdownOf(site, 'getA')).toContain('| `breed` | string | yes |');
    expect(markdownOf(site, 'postA')).toContain('| `extra` | string | no | The extra |');
  });

  test('of alternatives are shown under the title of each', () => {
    expect(htmlOf(site, 'postA')).toMatch(
      /One of these: By card\s*number string required .*By bank\s*iban string required/,
    );
    expect(markdownOf(site, 'postA')).toMatch(
      /\*\*By card\*\*[\s\S]*`number` \| string \| yes[\s\S]*\*\*By bank\*\*[\s\S]*`iban` \| string \| yes/,
    );
  });

  test('of a body in place are shown as those of a component', () => {
    expect(htmlOf(site, 'putA')).toContain('how stringOne of fast, slow.');
    expect(markdownOf(site, 'putA')).toContain('| `how` | string | no | One of `fast`, `slow`. |');
    expect(markdownOf(site, 'putA')).toContain('| `items[].sku` | string | no | The article |');
  });
});

describe('every construct of a document has a sentence', () => {
  const site = caseOf('features');
  const home = words(homePage(site, []).main);
  const pages = new Map(furtherPages(site).map((page) => [page.path, words(page.main)]));

  test.each([
    ['terms', 'Terms of service.'],
    ['contact', 'Contact: Shop support, https://shop.example/help, help@shop.example.'],
    ['licence', 'Licence: Apache 2.0.'],
    ['external docs', 'The long docs.'],
    ['servers', 'https://{region}.shop.example/{basePath}: Production'],
    ['variables of servers', 'regioneueu, us, apWhere the data is'],
    ['all servers', 'https://sandbox.shop.example/v2: Sandbox'],
    ['tags as they are displayed', 'Uploads and files'],
    ['sets of tags', 'Extras'],
  ])('on the front page: %s', (_, text) => expect(home).toContain(text));

  test('headings of the description keep their anchors', () => {
    expect(homePage(site, []).main).toMatch(
      /<h2 id="introduction">[\s\S]*<h3 id="versioning">[\s\S]*<h3 id="pagination">/,
    );
  });

  test.each([
    ['flows', 'authentication.html', 'Authorization code'],
    ['addresses of flows', 'authentication.html', 'Authorizationhttps://auth.shop.example/authorize'],
    ['scopes', 'authentication.html', 'orders.adminAll of it'],
    ['digest, which is no bearer token', 'authentication.html', 'HTTP authentication by digest. RFC 7616'],
    ['OpenID Connect', 'authentication.html', 'A token by OpenID Connect, as oidc describes it. Configuration.'],
    ['client certificates', 'authentication.html', 'A client certificate.'],
    ['webhooks', 'webhooks.html', 'An order was shipped'],
    ['callbacks', 'callbacks.html', '{$request.body#/callbackUrl} The order was paid'],
    ['links', 'links.html', 'Link next of List orders leads to Get an order'],
    [
      'where links begin',
      'links/list-orders-next.html',
      'After List orders is answered 200, Get an order can be called.',
    ],
    [
      'values of links',
      'links/list-orders-next.html',
      '$response.body#/items/0/id/items/0/id in the body of the answer"o1"',
    ],
  ])('on a list: %s', (_, path, text) => expect(pages.get(path)).toContain(text));

  test.each([
    ['servers of an operation', 'listOrders', 'https://orders.shop.example: Orders live elsewhere'],
    [
      'alternatives of security',
      'listOrders',
      'An API key, in the header X-Api-Key. And: An API key, in the query parameter tenant.',
    ],
    ['no credential', 'listOrders', 'No credential.'],
    ['scopes of an operation', 'createOrder', 'With the scopes orders.write, orders.admin.'],
    ['a parameter of the path item', 'listOrders', 'X-Request-ID string (uuid) headerFor tracing'],
    ['styles', 'listOrders', 'Written as filter[key]=value.'],
    ['separators', 'listOrders', 'Items are separated by |.'],
    ['content of a parameter', 'listOrders', 'Written as application/json.'],
    ['deprecated parameters', 'listOrders', 'old string queryDeprecated.'],
    ['named examples of a parameter', 'listOrders', 'Example, Newest first: "desc".'],
    ['headers', 'listOrders', 'Link stringRFC 8288 links'],
    [
      'links',
      'listOrders',
      'Link next leads to Get an order, in which id is $response.body#/items/0/id. The first of them',
    ],
    ['named examples of an answer', 'listOrders', '200 · none'],
    ['other media types', 'listOrders', '<order id="o1"/>'],
    ['ranges of statuses', 'listOrders', 'Any other 4XX'],
    ['a deprecated operation', 'createOrder', 'This operation is deprecated.'],
    ['every media type of a body', 'createOrder', 'multipart/form-data: object.'],
    ['encodings', 'createOrder', 'file is sent as image/png.'],
    ['named examples of a body', 'createOrder', 'A sale'],
    ['its callbacks', 'createOrder', 'onPaidPOST The order was paid{$request.body#/callbackUrl}'],
    ['discriminators', 'createOrder', 'GiftRequest: kind is gift'],
    ['what goes the other way only', 'createOrder', 'Carried the other way only: id.'],
    ['null', 'createOrder', 'note string or null at most 200 characters'],
    ['counts', 'createOrder', 'rows array of object 2 to 9 items'],
    ['bounds', 'createOrder', 'qty integer at least 1, less than 100, a multiple of 5'],
    ['recursion, as a link', 'createOrder', 'parent OrderRequestThe order it belongs to'],
    ['deep objects', 'createOrder', 'deeper stringThe deepest. One of x, y.'],
    ['maps', 'createOrder', 'tags map of array of string from Base'],
    ['tuples', 'createOrder', 'tuple tuple of string, integer from Base'],
    ['patterns of names', 'createOrder', '/^x-/ stringAll properties whose names fit this pattern.'],
    ['names of properties', 'createOrder', 'Names of properties: {"pattern":"^[a-z]"}.'],
    [
      'conditions',
      'createOrder',
      'Where it fits {"properties":{"amount":{"const":"0"}}}, it fits {"required":["note"]}.',
    ],
    ['no security', 'getOrder', 'None is needed.'],
    ['a webhook', 'orderShipped', 'A webhook: the API sends this request, and your server answers it.'],
    ['examples of a webhook', 'orderShipped', '"shipped"'],
  ])('on the page of an operation: %s', (_, name, text) => expect(htmlOf(site, name)).toContain(text));

  test('a callback says because of what it is sent, and where', () => {
    const page = operationPage(site, site.callbacks[0]!, site.callbacks);
    expect(words(page.main)).toContain('The API sends this request because of Create an order, to the address');
    expect(page.path).toBe('callbacks/create-order-on-paid.html');
  });

  test('a link has a page: what it leads to, where each of its values is, and where it is served', () => {
    const of = (link: Json, operation: Json = {}): string => {
      const responses = {
        200: { description: 'A', links: { a: link } },
        404: { description: 'B', links: { a: link } },
      };
      const made = siteOf(oneOperation({ responses, ...operation }));
      return textOf(made, `${made.links[0]!.path}.md`);
    };
    const parameters = { id: '$request.header.X-Id', all: '$response.body', now: 1, at: '$statusCode' };
    const text = of({ operationRef: '#/paths/~1things~1{id}/post', parameters, requestBody: { a: '{$url}' } });
    expect(text).toContain('is answered 200 and 404, [doThing](../operations/do-thing.md) can be called.');
    expect(text).toContain('| `id` | `$request.header.X-Id` | Header `X-Id` of the request |');
    expect(text).toContain('| `all` | `$response.body` | The body of the answer |');
    expect(text).toContain('| `now` | `1` | This value itself |');
    expect(text).toContain('| `at` | `$statusCode` | The status of the answer |');
    expect(text).toContain('| the body | `{"a":"{$url}"}` |');
    const elsewhere = of({ operationRef: 'other.yaml#/a', server: { url: 'https://b.example' } });
    expect(elsewhere).toContain('`other.yaml#/a` can be called.');
    expect(elsewhere).toContain('## Server\n\n`https://b.example`');
  });

  test('what OpenAPI 3.0 has in place of webhooks are webhooks', () => {
    const item = { post: { operationId: 'wasDone', summary: 'It was done', responses: { 200: { description: 'A' } } } };
    const made = siteOf(oneOperation({}, { openapi: '3.0.3', 'x-webhooks': { done: item } }));
    expect(made.webhooks.map(({ path, title }) => [path, title])).toEqual([['webhooks/was-done', 'It was done']]);
    expect(htmlOf(made, 'wasDone')).toContain('A webhook: the API sends this request');
  });

  test('a summary that is a text is no title, and stands before the description', () => {
    const summary = 'This happens when something is done, and then again when it is undone. '.repeat(2);
    const made = siteOf(oneOperation({ summary, description: 'It is done.' }));
    expect(made.operations[0]!.title).toBe('doThing');
    expect(operationFile(made, made.operations[0]!)).toContain(`${summary.trim()}\n\nIt is done.`);
  });

  test('a sample goes to the server of its operation, with a credential that can be given', () => {
    expect(named(site, 'listOrders').samples[0]!.source).toContain("'https://orders.shop.example/orders?");
    expect(named(site, 'upload').samples[0]!.source).toContain('Authorization: Basic');
  });

  test('Markdown has the same', () => {
    const text = `${wholeFiles(site).get('index.md')}${textOf(site, 'authentication.md')}`;
    for (const part of [
      '(webhooks/order-shipped.md)',
      '(callbacks/create-order-on-paid.md)',
      '(links/list-orders-next.md)',
      '`orders.admin` | All of it',
      '**[Gift](#schema-gift): `kind` is `gift`**',
    ])
      expect(text).toContain(part);
  });
});

test('pages of documents in other scripts stay apart, have a direction, and a relative server is called so', () => {
  const site = caseOf('i18n');
  const paths = site.operations.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
  expect(paths).toContain('operations/get-книги-by-идентификатор');
  const page = operationPage(site, site.operations[0]!, site.operations);
  expect(page.main).toContain('<h1 dir="auto">Получить книгу по её идентификатору</h1>');
  expect(words(page.main)).toContain('автор stringOne of Толстой, Чехов.');
  expect(words(page.main)).toContain('api.example stands for the host that serves the document.');
  expect(words(homePage(site, []).main)).toContain('/api/v1. It is relative to where the document is served.');
  expect(operationsPage(site).main).toContain('id="книги"');
});

test.each(['compose', 'features', 'i18n', 'ours', 'bookshop'] as const)(
  'every property that an operation of %s reaches stands on its pages',
  (name) => {
    const site = name === 'ours' || name === 'bookshop' ? siteOf(readJson(name)) : caseOf(name);
    for (const operation of all(site)) {
      const schemas = schemasOfOperation(site.model, operation.model);
      const reached = site.reach.from(schemas).map((each) => get(site.model.schemas, each));
      const html = words(operationPage(site, operation, site.operations).main);
      const markdown = operationFile(site, operation);
      for (const property of propertiesIn([...schemas, ...reached])) {
        expect([operation.path, property, html.includes(property)]).toEqual([operation.path, property, true]);
        expect([operation.path, property, markdown.includes(property)]).toEqual([operation.path, property, true]);
      }
    }
  },
);

test('the example beside a sample is the answer to it: what the sample asks for of the one in the contract', () => {
  const names = { type: 'array', items: { type: 'string', enum: ['id', 'name'] } };
  const fields = {
    name: 'fields',
    in: 'query',
    explode: false,
    'x-selects-fields': true,
    example: ['id'],
    schema: names,
  };
  const properties = { id: { type: 'string' }, name: { type: 'string' } };
  const content = { 'application/json': { schema: { type: 'object', properties }, example: { id: '1', name: 'A' } } };
  const site = siteOf(oneOperation({ parameters: [fields], responses: { 200: { description: 'One.', content } } }));
  const { main } = operationPage(site, site.operations[0]!, site.operations);
  const shown = [...main.matchAll(/id="answer-\d"[\s\S]*?<pre><code>([\s\S]*?)<\/code>/g)].map(([, code = '']) => code);
  expect(shown.map((code) => JSON.parse(words(code)))).toEqual([{ id: '1' }, { id: '1', name: 'A' }]);
});

test('schemas that no operation reaches have a place too, of many on several pages', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 70 }, (_, index) => [`T${index}`, { type: 'object', properties: { [`p${index}`]: {} } }]),
  );
  const site = siteOf({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: {}, components: { schemas } });
  const pages = [...schemaPages(site)];
  expect(pages.map(({ path }) => path)).toEqual(['schemas/1.html', 'schemas/2.html', 'schemas/3.html']);
  expect(pages[2]!.main).toContain('<code>p69</code>');
  expect(furtherPages(site).find(({ path }) => path === 'schemas.html')!.main).toContain(
    'href="schemas/3.html#schema-t69"',
  );
});

test('a page of a large document has half as much of schemas in full', () => {
  const names = Array.from({ length: 20 }, (_, index) => `T${index}`);
  const schemas = Object.fromEntries(names.map((name) => [name, { description: 'x'.repeat(980) }]));
  const from = names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  expect(new Reach(schemas).near(from)).toHaveLength(12);
  expect(new Reach(schemas, 'large').near(from)).toHaveLength(6);
});

test('of a large document each Markdown file that another leads to is made', () => {
  const names = Array.from({ length: 201 }, (_, index) => `/p${index}`);
  const paths = Object.fromEntries(names.map((name) => [name, { get: { responses: { 200: { description: 'A' } } } }]));
  const schemas = Object.fromEntries(names.slice(0, 40).map((_, index) => [`T${index}`, { type: 'string' }]));
  const site = siteOf(oneOperation({}, { paths, components: { schemas } }));
  const files = wholeFiles(site);
  expect([...files.keys()]).toEqual(['index.md', 'tags/other.md', 'schemas/1.md', 'schemas/2.md']);
  const made = new Set([...files.keys(), ...site.operations.map(({ path }) => `${path}.md`)]);
  for (const [file, text] of files)
    for (const [, address = ''] of text.matchAll(/\]\(([^()#\s]+)/g))
      expect([file, made.has(new URL(address, `http://site/${file}`).pathname.slice(1))]).toEqual([file, true]);
});

test('a document without schemas leads to no list of them', () => {
  const site = siteOf(oneOperation({}));
  expect(homePage(site, []).main + wholeFiles(site).get('index.md')).not.toContain('chemas');
});

test('a name that the document does not give is not passed off as its own', () => {
  const schema = { type: 'object', title: 'x', properties: { a: { type: 'string' } } };
  const place = '#/paths/~1things~1%7Bid%7D/post/responses/200/content/application~1json/schema';
  const root = oneOperation({
    requestBody: {
      content: { 'application/json': { schema: { type: 'object', properties: { of: { $ref: place } } } } },
    },
    responses: { 200: { description: 'A.', content: { 'application/json': { schema } } } },
  });
  const made = readSite(modelOf(root), CLIENT, []);
  expect(made.schemas.size).toBe(1);
  const said = 'The document gives it no name';
  expect(operationFile(made, made.operations[0]!)).toContain(said);
  expect([...schemaPages(made)][0]!.main).toContain(said);
  const own = siteOf({ ...root, components: { schemas: { Own: schema } } }, CLIENT);
  expect([...schemaPages(own)].map(({ main }) => main.split(said).length)).toEqual([1]);
});
