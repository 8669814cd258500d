import type { Kind } from '../../../scripts/diff/change.ts';

/** JSON that a case changes at will. */
// biome-ignore lint/suspicious/noExplicitAny: the changes are what is written down here, not their types.
export type Loose = any;

/** A change of one operation, or of the schema of its answer, and how it is to be judged. */
export interface Case {
  readonly what: string;
  readonly wanted: Kind | 'nothing';
  /** Whether programs no longer compile. */
  readonly types?: boolean;
  /** Makes the revision: `operation` and `answer` are its own copies. */
  readonly change: (operation: Loose, answer: Loose, item: Loose) => void;
  /** Changes what both begin with. */
  readonly before?: (operation: Loose, answer: Loose) => void;
  /** The path in the revision, where it is another. */
  readonly path?: string;
}

const body = (operation: Loose): Loose => operation.requestBody.content['application/json'].schema;

/** Every row of the table by which tools were compared, then what else there is. */
export const CASES: readonly Case[] = [
  {
    what: 'pages declared',
    wanted: 'addition',
    change: (operation) => {
      operation['x-pagination'] = { by: 'link', items: '/list' };
    },
  },
  {
    what: 'pages declared otherwise',
    wanted: 'fix',
    before: (operation) => {
      operation['x-pagination'] = { by: 'link', items: '/list' };
    },
    change: (operation) => {
      operation['x-pagination'].next = '/next';
    },
  },
  { what: 'path removed', wanted: 'breaking', types: true, change: (_o, _a, item) => delete item.post },
  {
    what: 'required answer field removed',
    wanted: 'breaking',
    types: true,
    change: (_, answer) => {
      delete answer.properties.a;
      answer.required = [];
    },
  },
  {
    what: 'required query parameter added',
    wanted: 'breaking',
    types: true,
    change: ({ parameters }) =>
      parameters.push({ name: 'must', in: 'query', required: true, schema: { type: 'string' } }),
  },
  {
    what: 'answer enum value added',
    wanted: 'breaking',
    types: true,
    change: (_, answer) => answer.properties.closed.enum.push('z'),
  },
  { what: 'answer enum value removed', wanted: 'fix', change: (_, answer) => answer.properties.closed.enum.pop() },
  {
    what: 'request enum value removed',
    wanted: 'breaking',
    types: true,
    change: ({ parameters }) => parameters[1].schema.enum.pop(),
  },
  {
    what: 'request enum value added',
    wanted: 'addition',
    change: ({ parameters }) => parameters[1].schema.enum.push('z'),
  },
  {
    what: 'answer type changed',
    wanted: 'breaking',
    types: true,
    change: (_, answer) => {
      answer.properties.a.type = 'integer';
    },
  },
  {
    what: 'answer field becomes nullable',
    wanted: 'breaking',
    types: true,
    change: (_, answer) => {
      answer.properties.a.type = ['string', 'null'];
    },
  },
  {
    what: 'request loses null',
    wanted: 'breaking',
    types: true,
    change: (operation) => {
      body(operation).properties.n.type = 'string';
    },
  },
  {
    what: 'request maxLength lowered',
    wanted: 'breaking',
    change: (operation) => {
      body(operation).properties.d.maxLength = 5;
    },
  },
  {
    what: 'new optional answer field',
    wanted: 'addition',
    change: (_, answer) => {
      answer.properties.fresh = { type: 'string' };
    },
  },
  {
    what: 'description only',
    wanted: 'docs',
    change: (operation) => {
      operation.description = 'Other words.';
    },
  },
  {
    what: 'second credential required',
    wanted: 'breaking',
    change: (operation) => {
      operation.security = [{ key: [], other: [] }];
    },
  },
  {
    what: 'own limit lowered',
    wanted: 'breaking',
    before: (operation) => {
      operation['x-rate-limit'] = limit(20);
    },
    change: (operation) => {
      operation['x-rate-limit'].windows[0].limit = 19;
    },
  },
  {
    what: 'success status removed',
    wanted: 'breaking',
    change: ({ responses }) => delete responses[202],
    before: ({ responses }) => {
      responses[202] = responses[200];
    },
  },
  { what: 'error status removed', wanted: 'fix', change: ({ responses }) => delete responses[404] },
  {
    what: 'query default changed',
    wanted: 'breaking',
    change: ({ parameters }) => {
      parameters[1].schema.default = 'b';
    },
  },
  {
    what: 'query parameter renamed',
    wanted: 'breaking',
    types: true,
    change: ({ parameters }) => {
      parameters[1].name = 'queer';
    },
  },
  {
    what: 'path parameter renamed',
    wanted: 'docs',
    types: true,
    path: '/path parameter renamed/{key}',
    change: ({ parameters }) => {
      parameters[0].name = 'key';
    },
  },
  {
    what: 'deprecated without sunset',
    wanted: 'deprecation',
    change: (operation) => {
      operation.deprecated = true;
    },
  },

  {
    what: 'deprecated with sunset',
    wanted: 'deprecation',
    change: (operation) => Object.assign(operation, { deprecated: true, 'x-sunset': '2030-01-01' }),
  },
  {
    what: 'sunset earlier',
    wanted: 'breaking',
    before: (operation) => Object.assign(operation, { deprecated: true, 'x-sunset': '2030-01-01' }),
    change: (operation) => {
      operation['x-sunset'] = '2029-01-01';
    },
  },
  {
    what: 'sunset later',
    wanted: 'fix',
    before: (operation) => Object.assign(operation, { deprecated: true, 'x-sunset': '2030-01-01' }),
    change: (operation) => {
      operation['x-sunset'] = '2031-01-01';
    },
  },
  {
    what: 'body becomes required',
    wanted: 'breaking',
    types: true,
    change: ({ requestBody }) => {
      requestBody.required = true;
    },
  },
  {
    what: 'body becomes optional',
    wanted: 'addition',
    before: ({ requestBody }) => {
      requestBody.required = true;
    },
    change: ({ requestBody }) => delete requestBody.required,
  },
  {
    what: 'body property becomes required',
    wanted: 'breaking',
    types: true,
    change: (operation) => {
      body(operation).required = ['d'];
    },
  },
  {
    what: 'body property removed',
    wanted: 'breaking',
    types: true,
    change: (operation) => delete body(operation).properties.n,
  },
  {
    what: 'answer header optional',
    wanted: 'breaking',
    change: ({ responses }) => {
      responses[200].headers['X-A'].required = false;
    },
  },
  {
    what: 'answer header removed',
    wanted: 'breaking',
    change: ({ responses }) => delete responses[200].headers['X-A'],
  },
  {
    what: 'answer header added',
    wanted: 'addition',
    change: ({ responses }) => {
      responses[200].headers['X-B'] = { schema: { type: 'string' } };
    },
  },
  {
    what: 'body default changed',
    wanted: 'breaking',
    change: (operation) => {
      body(operation).properties.d.default = 'y';
    },
  },
  {
    what: 'answer default changed',
    wanted: 'docs',
    change: (_, answer) => {
      answer.properties.b.default = 'y';
    },
  },
  {
    what: 'open enum has a new value',
    wanted: 'addition',
    change: (_, answer) => answer.properties.open.anyOf[0].enum.push('z'),
  },
  {
    what: 'enum is no longer open',
    wanted: 'breaking',
    types: true,
    change: (operation) => body(operation).properties.open.anyOf.pop(),
  },
  {
    what: 'marked as sensitive',
    wanted: 'fix',
    change: (_, answer) => {
      answer.properties.b['x-sensitive'] = true;
    },
  },
  {
    what: 'no longer sensitive',
    wanted: 'breaking',
    change: (_, answer) => delete answer.properties.secret['x-sensitive'],
  },
  {
    what: 'own servers',
    wanted: 'breaking',
    change: (operation) => {
      operation.servers = [{ url: 'https://elsewhere.example' }];
    },
  },
  {
    what: 'own limit that is lower',
    wanted: 'breaking',
    change: (operation) => {
      operation['x-rate-limit'] = limit(1);
    },
  },
  {
    what: 'own limit that is the same',
    wanted: 'nothing',
    change: (operation) => {
      operation['x-rate-limit'] = limit(10);
    },
  },
  {
    what: 'own limit gone, that was lower',
    wanted: 'addition',
    before: (operation) => {
      operation['x-rate-limit'] = limit(1);
    },
    change: (operation) => delete operation['x-rate-limit'],
  },
  {
    what: 'no credential any more',
    wanted: 'addition',
    change: (operation) => {
      operation.security = [];
    },
  },
  {
    what: 'operation renamed',
    wanted: 'nothing',
    types: true,
    change: (operation) => {
      operation.operationId += 'Two';
    },
  },
  {
    what: 'parameter in another style',
    wanted: 'breaking',
    change: ({ parameters }) => {
      parameters[2].explode = false;
    },
  },
  {
    what: 'optional parameter added',
    wanted: 'addition',
    change: ({ parameters }) => parameters.push({ name: 'may', in: 'query', schema: { type: 'string' } }),
  },
  {
    what: 'another success',
    wanted: 'addition',
    types: true,
    change: ({ responses }) => {
      responses[204] = { description: 'Nothing.' };
    },
  },
  {
    what: 'another error',
    wanted: 'addition',
    change: ({ responses }) => {
      responses[409] = { description: 'Clash.' };
    },
  },
  {
    what: 'read-only in a request',
    wanted: 'breaking',
    types: true,
    change: (operation) => {
      body(operation).properties.d.readOnly = true;
    },
  },
  {
    what: 'write-only in an answer',
    wanted: 'breaking',
    change: (_, answer) => {
      answer.properties.b.writeOnly = true;
    },
  },
  {
    what: 'example of an answer',
    wanted: 'docs',
    change: ({ responses }) => {
      responses[200].content['application/json'].example = { a: 'x' };
    },
  },
  {
    what: 'where a fact is from',
    wanted: 'docs',
    change: (operation) => {
      operation['x-source'] = 'older';
    },
  },
  {
    what: 'facts that an answer confirmed',
    wanted: 'docs',
    change: (operation, answer) => {
      operation['x-source'] = 'verified 2030-01-31';
      answer['x-source'] = { required: 'verified 2030-01-31' };
    },
  },
  {
    what: 'required answer field becomes optional',
    wanted: 'breaking',
    types: true,
    change: (_, answer) => {
      answer.required = ['closed'];
    },
  },
  {
    what: 'optional answer field becomes required',
    wanted: 'fix',
    change: (_, answer) => void answer.required.push('b'),
  },
  {
    what: 'request maxLength raised',
    wanted: 'fix',
    change: (operation) => {
      body(operation).properties.d.maxLength = 20;
    },
  },
  {
    what: 'optional parameter removed',
    wanted: 'breaking',
    types: true,
    change: ({ parameters }) => void parameters.pop(),
  },
  {
    what: 'optional parameter becomes required',
    wanted: 'breaking',
    types: true,
    change: ({ parameters }) => Object.assign(parameters.at(-1), { required: true }),
  },
  { what: 'summary only', wanted: 'docs', change: (operation) => Object.assign(operation, { summary: 'Other' }) },
  {
    what: 'order of keys, sets and parameters',
    wanted: 'nothing',
    change: (operation, answer) => {
      operation.parameters.reverse();
      answer.properties = Object.fromEntries(Object.entries(answer.properties).reverse());
      answer.required.reverse();
      body(operation).properties.e.enum.reverse();
      answer.properties.a.type = ['string'];
    },
  },
  {
    what: 'a reference written in place',
    wanted: 'nothing',
    change: ({ responses }, answer) => {
      responses[200].content['application/json'].schema = structuredClone(answer);
    },
  },
  {
    what: 'parameters declared for the whole path',
    wanted: 'nothing',
    change: (operation, _, item) => {
      item.parameters = operation.parameters.splice(0);
    },
  },
  {
    what: 'parameters declared for the whole path, one changed',
    wanted: 'breaking',
    types: true,
    change: (operation, _, item) => {
      item.parameters = operation.parameters.splice(0);
      item.parameters[1].schema.enum.pop();
    },
  },
  {
    what: 'the implied spelled out',
    wanted: 'nothing',
    change: (operation) => {
      operation.deprecated = false;
      operation.requestBody.required = false;
      Object.assign(operation.parameters[2], { required: false, style: 'form', explode: true });
      body(operation).additionalProperties = true;
    },
  },
];

export function limit(count: number): object {
  return { scope: 'account', class: 'C', alignment: 'fixed', windows: [{ name: 'w', limit: count, seconds: 1 }] };
}

/** Two documents with a path for each case. */
export function documents(): { readonly base: Loose; readonly revision: Loose } {
  const [base, revision] = [skeleton(), skeleton()];
  for (const { what, change, before, path } of CASES) {
    const made = operation(what);
    before?.(made.operation, made.answer);
    const name = nameOf(what);
    const add = (to: Loose, own: typeof made, at: string): void => {
      to.paths[at] = own.item;
      to.components.schemas[name] = own.answer;
    };
    const original = structuredClone(made);
    add(base, original, pathOf(what));
    change(made.operation, made.answer, made.item);
    add(revision, made, path ?? pathOf(what));
  }
  return { base, revision };
}

export function pathOf(what: string): string {
  return `/${what}/{id}`;
}

export function nameOf(what: string): string {
  return `Answer${CASES.findIndex((each) => each.what === what)}`;
}

function skeleton(): Loose {
  return {
    openapi: '3.1.0',
    info: { title: 'Cases', version: '1.0.0' },
    servers: [{ url: 'https://cases.example' }],
    security: [{ key: [] }],
    'x-rate-limit': limit(10),
    paths: {},
    components: {
      schemas: {},
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        other: { type: 'apiKey', in: 'header', name: 'X-Other' },
      },
    },
  };
}

function operation(what: string): { readonly item: Loose; readonly operation: Loose; readonly answer: Loose } {
  const post = {
    operationId: `call${nameOf(what)}`,
    description: 'Words.',
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'choice', in: 'query', schema: { type: 'string', enum: ['a', 'b'], default: 'a' } },
      { name: 'list', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
    ],
    requestBody: {
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              d: { type: 'string', default: 'x', maxLength: 10 },
              e: { type: 'string', enum: ['a', 'b'] },
              n: { type: ['string', 'null'] },
              open: { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'string' }] },
            },
          },
        },
      },
    },
    responses: {
      200: {
        description: 'Fine.',
        headers: { 'X-A': { required: true, schema: { type: 'string' } } },
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${nameOf(what)}` } } },
      },
      404: { description: 'None.' },
    },
  };
  const answer = {
    type: 'object',
    required: ['a', 'closed'],
    properties: {
      a: { type: 'string' },
      b: { type: 'string', default: 'x' },
      closed: { type: 'string', enum: ['a', 'b'] },
      open: { anyOf: [{ type: 'string', enum: ['a'] }, { type: 'string' }] },
      secret: { type: 'string', 'x-sensitive': true },
    },
  };
  return { item: { post }, operation: post, answer };
}
