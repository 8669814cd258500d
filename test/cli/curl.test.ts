import { expect, test } from '@jest/globals';
import type { AnyClient, App } from '../../src/cli/app.ts';
import { curlCommand } from '../../src/cli/curl.ts';
import { createClient } from '../../src/client/client.ts';
import type { Contract, SecurityScheme } from '../../src/contract.ts';
import { contract as books } from '../contracts/bookshop/generated/contract.js';

/** The command for curl of an operation that takes its credential so. */
function curl(scheme: SecurityScheme, server?: string): Promise<string> {
  const contract: Contract = {
    info: { title: 'Curl', version: '1' },
    servers: ['https://curl.example'],
    securitySchemes: { only: scheme },
    rateLimits: {},
    sensitive: {},
    operations: {
      go: {
        method: 'GET',
        path: '/go',
        parameters: [],
        responses: {},
        security: [['only']],
        ...(server && { server }),
      },
    },
  };
  const createClientOf: App['createClient'] = (options) => createClient(contract, options) as unknown as AnyClient;
  const environment = { token: 'CURL_TOKEN', baseUrl: 'CURL_URL' };
  return curlCommand({ contract, createClient: createClientOf, environment } as App, 'go', {});
}

test.each<[SecurityScheme, string]>([
  [{ type: 'http', scheme: 'bearer' }, '--header "authorization: Bearer $CURL_TOKEN"'],
  [{ type: 'apiKey', in: 'header', name: 'X-Key' }, '--header "x-key: $CURL_TOKEN"'],
  [{ type: 'apiKey', in: 'cookie', name: 'sid' }, '--header "cookie: sid=$CURL_TOKEN"'],
  [{ type: 'apiKey', in: 'query', name: 'key' }, 'curl --request GET "https://curl.example/go?key=$CURL_TOKEN"'],
])('the variable of the token stands where the token goes: %j', async (scheme, part) => {
  process.env['CURL_TOKEN'] = 'c4n4ry';
  try {
    const command = await curl(scheme);
    expect(command).toContain(part);
    expect(command).not.toContain('c4n4ry');
    expect(command).not.toContain('TOKEN-OF-THE-ENVIRONMENT');
  } finally {
    delete process.env['CURL_TOKEN'];
  }
});

test('there is none where the client sends none, and no command where it sends nothing', async () => {
  const elsewhere = await curl({ type: 'apiKey', in: 'cookie', name: 'sid' }, 'https://files.example');
  expect(elsewhere).toContain("curl --request GET 'https://files.example/go'");
  expect(elsewhere).not.toMatch(/cookie|TOKEN/);
  await expect(curl({ type: 'http', scheme: 'basic' })).rejects.toThrow('`credentials: { only: … }`');
});

test('secrets in a body and in parameters are masked, unless they are asked for', async () => {
  const app = {
    contract: books,
    createClient: (options) => createClient(books, options) as unknown as AnyClient,
    environment: { token: 'BOOKS_KEY', baseUrl: 'BOOKS_URL' },
  } as App;
  const body = { isbn: '1', title: 'Canary', vendor: { name: 'Ithaca', api_secret: 'c4n4ry' } };
  const masked = await curlCommand(app, 'addBook', { body, voucher: 'v0ucher' });
  expect(masked).toContain('"vendor":{"name":"Ithaca","api_secret":"[redacted]"}');
  expect(masked).toContain('voucher=%5Bredacted%5D');
  expect(masked).not.toMatch(/c4n4ry|v0ucher/);
  expect(await curlCommand(app, 'addBook', { body, voucher: 'v0ucher' }, true)).toMatch(/v0ucher.*c4n4ry/s);
});
