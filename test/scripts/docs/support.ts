import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientFacts } from '../../../scripts/docs/samples/client.ts';
import { readSite, type Site } from '../../../scripts/docs/site.ts';
import type { Json } from '../../../src/openapi/json.ts';
import { modelOf } from '../../../src/openapi/model.ts';
import { ROOT } from '../generate/support.ts';

export const CONTRACTS = {
  ours: join(ROOT, 'generated', 'openapi.json'),
  bookshop: join(ROOT, 'test', 'contracts', 'bookshop', 'generated', 'openapi.json'),
} as const;

export const CLIENT: ClientFacts = {
  ...{ package: 'shop-client', factory: 'createShopClient', variable: 'shop', token: 'SHOP_TOKEN' },
  ...{ generated: undefined, command: 'shop' },
};

export function readJson(name: keyof typeof CONTRACTS): Json {
  return JSON.parse(readFileSync(CONTRACTS[name], 'utf8')) as Json;
}

export function siteOf(root: Json, client: ClientFacts = CLIENT): Site {
  return readSite(modelOf(root), client);
}

/** A document of one operation. */
export function oneOperation(operation: Json, more: Json = {}): Json {
  const responses = { 204: { description: 'Done.' } };
  return {
    openapi: '3.1.0',
    info: { title: 'One', version: '1' },
    servers: [{ url: 'https://one.example/v1' }],
    paths: { '/things/{id}': { post: { operationId: 'doThing', responses, ...operation } } },
    ...more,
  };
}
