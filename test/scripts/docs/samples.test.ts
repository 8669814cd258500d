import { expect, test } from '@jest/globals';
import { operationFile } from '../../../scripts/docs/markdown/pages.ts';
import { shellQuote } from '../../../scripts/docs/samples/curl.ts';
import { phpLiteral } from '../../../scripts/docs/samples/php.ts';
import { CLIENT, oneOperation, readJson, siteOf } from './support.ts';

function samples(root: Parameters<typeof siteOf>[0], client = CLIENT, name?: string): Record<string, string> {
  const operation = siteOf(root, client).operations.find((each) => name === undefined || each.model.name === name);
  return Object.fromEntries(operation!.samples.map(({ label, source }) => [label, source]));
}

test('samples of our contract name the package, its factory, its variable and its command', () => {
  const found = samples(readJson('ours'), CLIENT, 'getIntegration');
  expect(Object.keys(found)).toEqual(['cURL', 'JavaScript', 'PHP', 'TypeScript', 'Command line']);
  expect(found['TypeScript']).toContain("import { createShopClient } from 'shop-client';");
  expect(found['TypeScript']).toContain("await shop.getIntegration({ id: '1161' });");
  expect(found['Command line']).toBe('shop get-integration 1161');
  for (const label of ['cURL', 'JavaScript', 'PHP']) {
    expect(found[label]).toContain("'https://api.ocamba.com/v1/hood/integrations/1161'");
    expect(found[label]).toContain('SHOP_TOKEN');
  }
});

test('an answer without a body is not read', () => {
  const found = samples(oneOperation({}));
  expect(found['JavaScript']).not.toContain('.json()');
  expect(found['PHP']).not.toContain('json_decode');
  expect(found['TypeScript']).toContain('\nawait shop.doThing({ id: ');
});

test('an answer that may have none is read only where it has one', () => {
  const content = { 'application/json': { schema: { type: 'object' } } };
  const responses = { 200: { description: 'A body.', content }, 204: { description: 'None.' } };
  const found = samples(oneOperation({ responses }));
  expect(found['JavaScript']).toContain('if (response.status !== 204) {\n  console.log(await response.json());');
  expect(found['PHP']).toContain('if ($status !== 204) {');
});

test.each([
  ['bearer', { type: 'http', scheme: 'bearer' }, '"Authorization: Bearer $SHOP_TOKEN"'],
  ['basic', { type: 'http', scheme: 'basic' }, 'Authorization: Basic $(printf %s "$SHOP_TOKEN" | base64'],
  ['a header', { type: 'apiKey', in: 'header', name: 'X-$Key' }, '"X-\\$Key: $SHOP_TOKEN"'],
  ['a query parameter', { type: 'apiKey', in: 'query', name: 'key' }, '?key=$SHOP_TOKEN"'],
  ['a cookie', { type: 'apiKey', in: 'cookie', name: 'sid' }, '--cookie "sid=$SHOP_TOKEN"'],
  ['OAuth', { type: 'oauth2', flows: {} }, '"Authorization: Bearer $SHOP_TOKEN"'],
])('the credential goes where the contract says: %s', (_, scheme, written) => {
  const found = samples(
    oneOperation({ security: [{ own: [] }] }, { components: { securitySchemes: { own: scheme } } }),
  );
  expect(found['cURL']).toContain(written);
  expect(found['JavaScript']).toContain('process.env.SHOP_TOKEN');
  expect(found['PHP']).toContain("getenv('SHOP_TOKEN')");
});

test('an operation that needs no credential is given none', () => {
  const scheme = {
    components: { securitySchemes: { own: { type: 'http', scheme: 'bearer' } } },
    security: [{ own: [] }],
  };
  for (const source of Object.values(samples(oneOperation({ security: [] }, scheme)))) {
    expect(source).not.toContain('SHOP_TOKEN');
  }
});

test.each([
  ['application/json', { a: [1, null] }, "--data '{", 'JSON.stringify({', 'json_encode(['],
  ['text/plain', 'it’s', "--data-raw 'it’s'", "body: 'it’s'", "CURLOPT_POSTFIELDS => 'it’s'"],
  ['application/x-www-form-urlencoded', { a: 'b c' }, "--data-raw 'a=b+c'", "body: 'a=b+c'", "'a=b+c'"],
  ['multipart/form-data', { a: '@b' }, "--form-string 'a=@b'", "form.append('a', '@b')", "'a' => '@b'"],
  ['image/png', undefined, '--data-binary @body.bin', "readFile('body.bin')", "file_get_contents('body.bin')"],
])('a body is written in its media type: %s', (type, example, curl, javascript, php) => {
  const content = { [type]: { schema: {}, ...(example !== undefined && { example }) } };
  const found = samples(oneOperation({ requestBody: { required: true, content } }));
  expect(found['cURL']).toContain(curl);
  expect(found['JavaScript']).toContain(javascript);
  expect(found['PHP']).toContain(php);
});

test('what has a default is left out, what is required is made up where there is no example', () => {
  const parameter = (name: string, more: object): object => ({ name, in: 'query', ...more });
  const parameters = [
    parameter('page', { schema: { type: 'integer', default: 1 }, example: 2 }),
    parameter('size', { schema: { type: 'integer', minimum: 3 }, required: true }),
    parameter('odd', { schema: { type: 'string' } }),
    { name: 'X-One', in: 'header', schema: { type: 'string' }, example: 'two' },
  ];
  const { cURL } = samples(oneOperation({ parameters }));
  expect(cURL).toContain("/things/text?size=3'");
  expect(cURL).toContain("--header 'X-One: two'");
});

test('nothing of a document leaves its string', () => {
  expect(shellQuote("a'$(b)`c`\0")).toBe("'a'\\''$(b)`c`'");
  expect(phpLiteral({ "a'": ['\\', { 0: 'x' }, {}] })).toBe(
    "[\n    'a\\'' => [\n        '\\\\',\n        (object) [\n            '0' => 'x',\n        ],\n        new stdClass(),\n    ],\n]",
  );
});

test('a foreign document is called by the client for any contract, and has no command', () => {
  const client = {
    ...CLIENT,
    factory: 'createClient',
    variable: 'client',
    generated: './generated',
    command: undefined,
  };
  const found = samples(readJson('bookshop'), client);
  expect(Object.keys(found)).not.toContain('Command line');
  expect(found['TypeScript']).toContain('createClient<ContractTypes>(contract, { token: process.env.SHOP_TOKEN })');
});

test('a credential that is listed among the parameters too is sent once', () => {
  const place = { in: 'query', name: 'key' };
  const parameters = [{ ...place, required: true, schema: { type: 'string' } }];
  const found = samples(
    oneOperation(
      { parameters, security: [{ own: [] }] },
      { components: { securitySchemes: { own: { type: 'apiKey', ...place } } } },
    ),
  );
  expect(found['cURL']).toContain('?key=$SHOP_TOKEN"');
});

test('XML of which there is only a schema is a file', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const found = samples(oneOperation({ requestBody: { content: { 'text/xml': { schema } } } }));
  expect(found['cURL']).toContain('--data-binary @body.bin');
  const given = { 'text/xml': { schema, example: '<a/>' } };
  expect(samples(oneOperation({ requestBody: { content: given } }))['cURL']).toContain("'<a/>'");
});

test('a part of a form that is binary is a file', () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string', example: 'a' }, photo: { type: 'string', format: 'binary' } },
  };
  const found = samples(oneOperation({ requestBody: { content: { 'multipart/form-data': { schema } } } }));
  expect(found['cURL']).toContain("--form-string 'name=a' \\\n  --form 'photo=@body.bin'");
  expect(found['JavaScript']).toContain("form.append('photo', new Blob([await readFile('body.bin')]), 'body.bin');");
  expect(found['PHP']).toContain("'photo' => new CURLFile('body.bin'),");
  expect(found['TypeScript']).toContain("body: { name: 'a', photo: new Blob([await readFile('body.bin')]) }");
  for (const label of ['JavaScript', 'TypeScript']) expect(found[label]).toContain('import { readFile } from');
});

test('a client is told of a server that the document names for an operation alone, where a credential has to go', () => {
  const servers = (host: string) => [{ url: `https://${host}.example/api` }];
  const components = { securitySchemes: { own: { type: 'http', scheme: 'bearer' } } };
  const security = [{ own: [] }];
  const sample = (operation: object) => samples(oneOperation(operation as never, { components }))['TypeScript'];
  expect(sample({ security, servers: servers('upload') })).toContain(
    "createShopClient({ token: process.env.SHOP_TOKEN, baseUrl: 'https://upload.example/api' })",
  );
  expect(sample({ servers: servers('upload') })).toContain('createShopClient({})');
  const relative = oneOperation({ security, servers: [{ url: '/upload' }] } as never, {
    ...{ components, servers: [{ url: '/v1' }] },
  });
  expect(samples(relative)['TypeScript']).toContain('createShopClient({ token: process.env.SHOP_TOKEN })');
  expect(sample({ security, servers: servers('one') })).toContain(
    'createShopClient({ token: process.env.SHOP_TOKEN })',
  );
});

test('made values keep the pattern and the bounds of their schemas, in the address too', () => {
  const schema = { type: 'string', pattern: '^AC[0-9]{4}$' };
  const parameters = [{ name: 'id', in: 'path', required: true, schema }];
  const content = {
    'application/json': { schema: { type: 'object', properties: { n: { type: 'integer', minimum: 3 } } } },
  };
  const found = samples(oneOperation({ parameters, requestBody: { content } }));
  expect(found['cURL']).toMatch(/things\/AC\d{4}'/);
  expect(found['cURL']).toContain('"n": 3');
});

test('an example that is JSON in a text is sent, and shown, as what it means', () => {
  const schema = { type: 'object', properties: { code: { type: 'string' } } };
  const content = { 'application/json': { schema, example: '{ "code": "a" }' } };
  const responses = { 200: { description: 'A.', content } };
  const site = siteOf(oneOperation({ requestBody: { content }, responses }));
  const [operation] = site.operations;
  expect(operation!.samples[0]!.source).toContain('--data \'{\n  "code": "a"\n}\'');
  expect(operationFile(site, operation!)).toContain('```json\n{\n  "code": "a"\n}\n```');
});
