import type { Json } from '../openapi/json.ts';
import { type Model, modelOf, modelOfNormal } from '../openapi/model.ts';
import type { NormalDocument } from '../openapi/normalise.ts';
import { documented } from './documented.ts';
import { checkFault } from './faults.ts';
import { createFetch } from './fetch.ts';
import { refuseUnknown } from './known.ts';
import { checkLimits } from './limit-options.ts';
import { createMachine } from './machine.ts';
import { Masker } from './mask.ts';
import { type Data, Memory } from './memory.ts';
import { Responder } from './respond.ts';
import { Routes } from './routes.ts';
import { checkSecurity } from './security.ts';
import type { Emulator, EmulatorOptions, OpenApiDocument } from './types.ts';

const OPTIONS = 'contract data memory handlers token limits seed maxRequests clock'.split(' ');

/**
 * Makes an emulator of the API that `contract` describes: its answers are the contract's examples or your `data`, its
 * limits, credentials and parameters the contract's own. Does nothing by itself and leaves no timer behind.
 *
 * @throws {TypeError} When the contract or an option is wrong.
 */
export function createEmulator<Schemas extends object = Record<string, unknown>>(
  options: EmulatorOptions<Schemas> & {
    /** A bundled OpenAPI 3.0 or 3.1 document, or the generated `model.json` of one. */
    readonly contract: OpenApiDocument | NormalDocument;
  },
): Emulator {
  refuseUnknown('the options of `createEmulator`', options, OPTIONS);
  const { seed = 1, clock, token, maxRequests = Number.POSITIVE_INFINITY } = options;
  if (token !== undefined && (typeof token !== 'string' || token === '')) {
    throw new TypeError('Expected `token` to be a string that is not empty.');
  }
  if (!(maxRequests >= 1)) throw new TypeError('Expected `maxRequests` to be a number from 1.');
  if (!Number.isFinite(seed)) throw new TypeError('Expected `seed` to be a number.');
  const model = readContract(options.contract);
  const routes = new Routes(model);
  const memory = new Memory(model, checkedData(model, options.data), options.memory !== false);
  const handlers = checkedHandlers(model, options.handlers);
  const responder = new Responder(model, {
    memory,
    documented: (operation, status) => documented(model, operation, status),
    handle: (id, request) => (Object.hasOwn(handlers, id) ? handlers[id]?.(request, memory) : undefined),
  });
  const limits = options.limits ?? {};
  if (limits)
    checkLimits(
      limits,
      routes.operations.flatMap(({ rateLimit }) => rateLimit ?? []),
    );
  const machine = createMachine({
    ...{ model, routes, memory, responder, limits, token, seed, maxRequests, clock },
    mask: new Masker(model),
    check: (fault, faultOptions) => checkFault(fault, faultOptions, routes),
  });
  return Object.assign(machine, { fetch: createFetch(machine.exchange) });
}

function readContract(contract: OpenApiDocument | NormalDocument): Model {
  if (typeof contract === 'object' && contract !== null && 'document' in contract) return modelOfNormal(contract);
  const version: unknown = contract?.openapi;
  if (typeof version !== 'string' || !/^3\.[01]\./.test(version)) {
    throw new TypeError('Expected `contract` to be an OpenAPI 3.0 or 3.1 document as an object.');
  }
  const model = modelOf(contract as unknown as Json);
  const mistake = model.findings.find((finding) => finding.mistake);
  if (mistake)
    throw new TypeError(`Expected \`contract\` to be whole and bundled, but ${mistake.pointer} ${mistake.message}.`);
  checkSecurity(model);
  return model;
}

function checkedData({ schemas }: Model, data: object = {}): Data {
  if (typeof data !== 'object' || data === null) throw new TypeError('Expected `data` to be an object.');
  const known = Object.keys(schemas);
  for (const [name, items] of Object.entries(data)) {
    if (!known.includes(name))
      throw new TypeError(
        `Expected \`data\` to name schemas of the contract, but it has no \`${name}\`. It has ${known.join(', ')}.`,
      );
    if (!Array.isArray(items)) throw new TypeError(`Expected \`data.${name}\` to be an array of items.`);
  }
  return data as Data;
}

function checkedHandlers({ operations }: Model, handlers: EmulatorOptions['handlers'] = {}) {
  if (typeof handlers !== 'object' || handlers === null) throw new TypeError('Expected `handlers` to be an object.');
  for (const [name, handler] of Object.entries(handlers)) {
    if (!operations.some(({ id }) => id === name))
      throw new TypeError('Expected `handlers` to name operations of the contract by their operationId.');
    if (typeof handler !== 'function') throw new TypeError(`Expected \`handlers.${name}\` to be a function.`);
  }
  return handlers;
}
