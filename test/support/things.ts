import { createClient } from '../../src/client/client.ts';
import type { CallOptions, Contract } from '../../src/contract.ts';
import type { ClientOptions } from '../../src/options/client-options.ts';

/** The smallest contract that has everything the layers care for. */
export const things: Contract = {
  info: { title: 'Things', version: '1.0.0' },
  servers: ['https://things.example'],
  securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
  rateLimits: {
    T: {
      scope: 'account',
      class: 'T',
      alignment: 'fixed',
      windows: [{ name: 'second', limit: 1_000, seconds: 1 }],
      headers: { limit: 'x-limit', remaining: 'x-remaining', reset: 'x-reset' },
      parallel: { retryAfter: -1 },
    },
  },
  sensitive: {},
  operations: {
    getThing: {
      method: 'GET',
      path: '/things/{id}',
      parameters: [
        { name: 'id', in: 'path', required: true, style: 'simple', explode: false },
        { name: 'fields', in: 'query', required: false, style: 'form', explode: false },
        { name: 'X-Note', in: 'header', required: false, style: 'simple', explode: false },
      ],
      responses: {
        '200': { contentType: 'application/json', schema: 'Thing', type: 'object' },
        '404': { contentType: 'application/json', schema: 'Problem', type: 'object' },
        default: { contentType: 'application/json', schema: 'Problem', type: 'object' },
      },
      rateLimit: 'T',
      security: [['bearer']],
      selectsFields: 'fields',
    },
    addThing: {
      method: 'POST',
      path: '/things',
      parameters: [],
      body: { required: true, contentType: 'application/json' },
      responses: { '201': { contentType: 'application/json', type: 'object' }, '204': {} },
      rateLimit: 'T',
      security: [['bearer']],
    },
  },
};

interface Thing {
  id: string;
}

interface ThingTypes {
  methods: {
    getThing(params: { id: string; fields?: string[]; 'X-Note'?: string }, call?: CallOptions): Promise<Thing>;
    addThing(params: { body: unknown }, call?: CallOptions): Promise<Thing | undefined>;
  };
  operations: {
    getThing: { params: { id: string }; data: Thing; errors: { 404: { trace_id: string } } };
    addThing: { params: { body: unknown }; data: Thing | undefined; errors: object };
  };
  paths: object;
}

export const thingClient = (options: ClientOptions, contract: Contract = things) =>
  createClient<ThingTypes>(contract, { token: 'secret-token', ...options }, (body) => ({
    traceId: (body as { trace_id?: string }).trace_id,
  }));
