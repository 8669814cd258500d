import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { EmulatorClock } from '../../src/testing/clock.ts';
import { createEmulator } from '../../src/testing/emulator.ts';
import type { Emulator, EmulatorOptions, OpenApiDocument } from '../../src/testing/types.ts';

const read = (path: string): OpenApiDocument =>
  parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'));

export const ours: OpenApiDocument = read('openapi/openapi.yaml');
export const bookshop: OpenApiDocument = read('test/contracts/bookshop/openapi.yaml');

/** Time that passes when told to. */
export class TestClock implements EmulatorClock {
  time = 0;
  #sleepers: { until: number; wake: () => void }[] = [];

  now = (): number => this.time;

  sleep = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper = { until: this.time + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason);
      });
    });

  get sleeping(): number {
    return this.#sleepers.length;
  }

  async advance(ms: number): Promise<void> {
    await settled();
    this.time += ms;
    for (const { until, wake } of this.#sleepers) if (until <= this.time) wake();
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.time);
    await settled();
  }
}

/** Lets everything run that needs no time. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const ISBN = '9780140449136';

export const createBookshop = (options: EmulatorOptions = {}): Emulator =>
  createEmulator({ contract: bookshop, limits: false, memory: false, ...options });

/** A fetch into the bookshop that has the key. */
export const visitor =
  (emulator: Emulator, origin = 'https://bookshop.example/api') =>
  (path: string, init: RequestInit = {}): Promise<Response> =>
    emulator.fetch(origin + path, { ...init, headers: { 'X-Api-Key': 'k-1', ...(init.headers as object) } });

/** A document with one operation, for what neither contract has. */
export const small = (operation: object, extra: object = {}, path = '/things', method = 'get'): OpenApiDocument => ({
  openapi: '3.1.0',
  paths: { [path]: { [method]: { operationId: 'thing', responses: { 200: { description: '' } }, ...operation } } },
  ...extra,
});
