import contract from '#generated/model.json' with { type: 'json' };
import type { components } from '#generated/schema.d.ts';
import { type HoodEmulatorOptions, handlersOf } from '../hood/emulator.ts';
import type { NormalDocument } from '../openapi/normalise.ts';
import { createEmulator as emulate } from './emulator.ts';
import type { Emulator, EmulatorOptions, OpenApiDocument } from './types.ts';

export type { RateWindow } from '../contract.ts';
export type { HoodEmulatorOptions } from '../hood/emulator.ts';
export type { NormalDocument } from '../openapi/normalise.ts';
export type { Source } from './answers.ts';
export type { EmulatorClock } from './clock.ts';
export type { Fault, FaultHeaders, FaultOptions } from './fault.ts';
export type { EmulatorLimits } from './limit-options.ts';
export type { WindowState } from './limits.ts';
export type { EmulatorHandler, EmulatorMemory, HandledAnswer, HandledRequest } from './memory.ts';
export type { Reply } from './reply.ts';
export type {
  Emulator,
  EmulatorData,
  EmulatorOptions,
  EmulatorRequest,
  OpenApiDocument,
  RecordedRequest,
} from './types.ts';

/**
 * Makes an emulator of the API: a `fetch` that answers as the API's documentation says, limits included, and records
 * what came. Does nothing by itself and leaves no timer behind. With `contract` it emulates another API.
 *
 * @throws {TypeError} When an option or the contract is wrong.
 * @example
 * const emulator = createEmulator();
 * emulator.fail({ kind: 'status', status: 503 }, { times: 1 });
 * const response = await emulator.fetch('https://any.example/', { headers: { Authorization: 'Bearer any' } });
 * emulator.requests[0]?.status; // 503
 */
export function createEmulator(options?: EmulatorOptions<components['schemas']> & HoodEmulatorOptions): Emulator;
export function createEmulator(
  options: EmulatorOptions & {
    /** A bundled OpenAPI 3.0 or 3.1 document, or the `model.json` that is generated of it, with which it starts sooner. */
    readonly contract: OpenApiDocument | NormalDocument;
  },
): Emulator;
export function createEmulator(options: Partial<Parameters<typeof emulate>[0]> & HoodEmulatorOptions = {}): Emulator {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('Expected the options of `createEmulator` to be an object.');
  if (options.contract) return emulate({ ...options, contract: options.contract });
  const { anyProperty = false, ...others } = options;
  if (others.handlers !== undefined && Object(others.handlers) !== others.handlers)
    throw new TypeError('Expected `handlers` to be an object.');
  if (typeof anyProperty !== 'boolean') throw new TypeError('Expected `anyProperty` to be true or false.');
  return emulate({ ...others, contract, handlers: { ...handlersOf({ anyProperty }), ...others.handlers } });
}
