import { expect, test } from '@jest/globals';
import { compareModels } from '../../../scripts/diff/document.ts';
import { modelOf } from '../../../src/openapi/model.ts';
import type { Loose } from './cases.ts';

const done = { 204: { description: 'Done.' } };

function said(change: (document: Loose) => void, before: (document: Loose) => void = () => {}): string[] {
  const base: Loose = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1.0.0' },
    paths: { '/a/{id}': { get: { responses: structuredClone(done) } } },
    components: {
      schemas: {
        Pet: {
          oneOf: [
            {
              title: 'Cat',
              type: 'object',
              properties: { lives: { oneOf: [{ type: 'integer' }, { $ref: '#/components/schemas/Life' }] } },
            },
            { title: 'Dog', type: 'object', properties: { name: { type: 'string' } } },
          ],
        },
        Life: { type: 'object', properties: { years: { type: 'array', items: { type: 'string' } } } },
      },
      securitySchemes: {
        oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://one.example', scopes: {} } } },
      },
    },
  };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } };
  base.paths['/pets'] = { get: { responses: { 200: { description: 'Pets.', content } } } };
  base.paths['/pet'] = { get: { responses: { 200: { description: 'A pet.', content } } } };
  before(base);
  const [one, other] = [JSON.parse(JSON.stringify(base)), JSON.parse(JSON.stringify(base))];
  change(other);
  return compareModels(modelOf(one), modelOf(other)).map(
    ({ rule, message, operations }) => `${rule}: ${message}${operations.size > 0 ? ` (${[...operations]})` : ''}`,
  );
}

const cat = (document: Loose): Loose => document.components.schemas.Pet.oneOf[0].properties;

const withForm = (document: Loose): void => {
  const schema = { type: 'object', properties: { list: { type: 'array', items: {} } } };
  document.paths['/pet'].post = { requestBody: { content: { 'multipart/form-data': { schema } } }, responses: done };
};

type Row = [what: string, change: (document: Loose) => void, wanted: string[], before?: (document: Loose) => void];

const ROWS: readonly Row[] = [
  [
    'a change in a shared schema is one line, with all that meet it',
    (document) => Object.assign(document.components.schemas.Life.properties, { days: { type: 'integer' } }),
    ['newInAnswer: Property `days` of `Life` was added. (GET /pets,GET /pet)'],
  ],
  [
    'a change deep in alternatives has an address',
    (document) => Object.assign(cat(document), { mood: { type: 'string' } }),
    ['newInAnswer: Property `mood` of `Pet(Cat)` was added. (GET /pets,GET /pet)'],
  ],
  [
    'a new path names its methods',
    (document) => Object.assign(document.paths, { '/b/{id}': { get: { responses: done }, put: { responses: done } } }),
    ['operationAdded: `GET /b/{id}` and `PUT /b/{id}` were added.'],
  ],
  [
    'a parameter of a path keeps its name in words',
    (document) => Object.assign(document.paths['/a/{id}'].get, { deprecated: true, 'x-sunset': '2030-01-01' }),
    ['deprecated: `GET /a/{id}` is deprecated, and ends on 2030-01-01. (GET /a/{id})'],
  ],
  [
    'a sunset is asked for only where there is none',
    (document) => Object.assign(document.paths['/a/{id}'].get, { deprecated: true }),
    ['deprecatedWithoutSunset: `GET /a/{id}` is deprecated. Add `x-sunset` to say when it ends. (GET /a/{id})'],
  ],
  [
    'a documented 425 is one more error',
    (document) => Object.assign(document.paths['/a/{id}'].get.responses, { 425: { description: 'Too early.' } }),
    ['newError: The 425 answer of `GET /a/{id}` was added. (GET /a/{id})'],
  ],
  [
    'a documented 404 that is removed is a correction',
    (document) => delete document.paths['/a/{id}'].get.responses[404],
    ['errorStatusRemoved: The 404 answer of `GET /a/{id}` is no longer described. (GET /a/{id})'],
    (document) => Object.assign(document.paths['/a/{id}'].get.responses, { 404: { description: 'None.' } }),
  ],
  [
    'a tokenUrl is where programs get their tokens',
    (document) =>
      Object.assign(document.components.securitySchemes.oauth.flows.clientCredentials, {
        tokenUrl: 'https://two.example',
      }),
    [
      'credentialPlace: `tokenUrl` of flow `clientCredentials` of security scheme `oauth` was https://one.example, is https://two.example.',
    ],
  ],
  [
    'a charset that is named is a correction, another one breaks',
    (document) => {
      document.paths['/pet'].get.responses[200].content = {
        'text/plain; charset=latin1': {},
        'application/json;charset="UTF-8"': document.paths['/pets'].get.responses[200].content['application/json'],
      };
    },
    [
      'charset: The charset of the 200 answer of `GET /pet` was not named, is utf-8. (GET /pet)',
      'otherCharset: The charset of the 200 answer of `GET /pet` was utf-8, is latin1. (GET /pet)',
    ],
    (document) => {
      document.paths['/pet'].get.responses[200].content = {
        ...document.paths['/pet'].get.responses[200].content,
        'text/plain; charset=utf-8': {},
      };
    },
  ],
  [
    'a part of a form that is new is no part written otherwise, nor is what is implied and now said',
    (document) => {
      const form = document.paths['/pet'].post.requestBody.content['multipart/form-data'];
      form.schema.properties.new = { type: 'array', items: {} };
      form.encoding = { new: { style: 'deepObject' }, list: { style: 'form', explode: true } };
    },
    ['newInRequest: Property `new` of the body of `POST /pet` was added. (POST /pet)'],
    withForm,
  ],
  [
    'a part of a form that is written otherwise is read as something else',
    (document) => {
      document.paths['/pet'].post.requestBody.content['multipart/form-data'].encoding = { list: { explode: false } };
    },
    ['serialisation: The encoding of `list` of the body of `POST /pet` is another. (POST /pet)'],
    withForm,
  ],
  [
    'a webhook that is removed is waited for',
    (document) => delete document.webhooks,
    ['webhookRemoved: `POST webhook made` was removed.'],
    (document) => Object.assign(document, { webhooks: { made: { post: { responses: done } } } }),
  ],
  [
    'a callback goes to another address',
    (document) => {
      document.paths['/a/{id}'].get.callbacks.done = { '{$request.query.other}': { post: { responses: done } } };
    },
    [
      'webhookRemoved: `GET /a/{id}, callback POST {$request.query.url}` was removed.',
      'webhookAdded: `GET /a/{id}, callback POST {$request.query.other}` was added.',
    ],
    (document) =>
      Object.assign(document.paths['/a/{id}'].get, {
        callbacks: { done: { '{$request.query.url}': { post: { responses: done } } } },
      }),
  ],
  [
    'what nobody asks for any more breaks nobody; what is inherited from then on does',
    (document) => delete document.paths['/a/{id}'].get.security,
    ['credential: `GET /a/{id}` asked for nothing, asks for `oauth`. (GET /a/{id})'],
    (document) => {
      document.security = [{ oauth: [] }];
      document.paths['/a/{id}'].get.security = [];
    },
  ],
];

test.each(ROWS.map((row, index) => [row[0], index] as const))('%s', (_, index) => {
  const [, change, wanted, before] = ROWS[index]!;
  expect(said(change, before).sort()).toEqual([...wanted].sort());
});
