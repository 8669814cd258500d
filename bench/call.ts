import axios from 'axios';
import ky from 'ky';
import createOpenapiFetch from 'openapi-fetch';
import { createClient } from '../src/client/client.ts';
import type { Contract } from '../src/contract.ts';
import { median } from './cpu.ts';

const CALLS = 4_000;
const ROUNDS = 7;
const BASE = 'https://things.example';

/** An API whose limits are never reached. */
const contract: Contract = {
  info: { title: 'Bench', version: '1' },
  servers: [BASE],
  securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
  rateLimits: {
    X: {
      scope: 'account',
      class: 'X',
      alignment: 'fixed',
      windows: [
        { name: 'burst', limit: 1_000_000, seconds: 1 },
        { name: 'steady', limit: 60_000_000, seconds: 60 },
      ],
    },
  },
  sensitive: {},
  operations: {
    getThing: {
      method: 'GET',
      path: '/things/{id}',
      parameters: [{ name: 'id', in: 'path', required: true, style: 'simple', explode: false }],
      responses: { '200': { contentType: 'application/json', type: 'object' } },
      rateLimit: 'X',
      security: [['bearer']],
    },
  },
};
interface Types {
  methods: { getThing(params: { id: string }): Promise<unknown> };
  operations: object;
  paths: object;
}

const answer = async (): Promise<Response> =>
  new Response('{"id":"1161","name":"Thing"}', { headers: { 'content-type': 'application/json' } });
const headers = { Authorization: 'Bearer token', Accept: 'application/json' };

/** One call by each client, on a fetch that answers at once. */
function callers(): Record<string, () => Promise<unknown>> {
  const plain = createClient<Types>(contract, { token: 'token', fetch: answer, rateLimit: false });
  const limited = createClient<Types>(contract, { token: 'token', fetch: answer });
  const openapi = createOpenapiFetch<Record<string, never>>({ baseUrl: BASE, fetch: answer, headers }) as unknown as {
    GET(path: string, init: object): Promise<{ data: unknown }>;
  };
  const kyClient = ky.create({ fetch: answer, headers, prefixUrl: BASE });
  const axiosClient = axios.create({
    adapter: 'fetch',
    env: { fetch: answer, Request, Response },
    headers,
    baseURL: BASE,
  } as never);
  return {
    fetch: async () =>
      (
        await (answer as (request: Request) => Promise<Response>)(new Request(`${BASE}/things/1161`, { headers }))
      ).json(),
    'openapi-fetch': async () => (await openapi.GET('/things/{id}', { params: { path: { id: '1161' } } })).data,
    ky: () => kyClient.get('things/1161').json(),
    axios: async () => (await axiosClient.get('/things/1161')).data,
    'this, rateLimit: false': () => plain.getThing({ id: '1161' }),
    'this, limits that never wait': () => limited.getThing({ id: '1161' }),
  };
}

/** CPU time of a call, everything but the network, beside other clients in the same run. */
export async function benchCall(): Promise<void> {
  const all = Object.entries(callers());
  const costs = new Map<string, number[]>(all.map(([name]) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, call] of all) {
      const before = process.cpuUsage();
      for (let index = 0; index < CALLS; index += 1) await call();
      const { user, system } = process.cpuUsage(before);
      // The first round warms up.
      if (round > 0) costs.get(name)!.push((user + system) / CALLS);
    }
  }
  const axiosCost = median(costs.get('axios')!);
  process.stdout.write(
    `call, CPU time, medians of ${ROUNDS} interleaved rounds of ${CALLS}; at most 1 and 2 x axios:\n`,
  );
  for (const [name, values] of costs) {
    const cost = median(values);
    process.stdout.write(
      `  ${name.padEnd(30)} ${cost.toFixed(1).padStart(6)} us = ${(cost / axiosCost).toFixed(2)} x axios\n`,
    );
  }
}
