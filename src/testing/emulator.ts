import type { Json } from '../openapi/json.ts';
import { isJson } from '../openapi/media-type.ts';
import { type Model, modelOf, modelOfNormal } from '../openapi/model.ts';
import type { NormalDocument } from '../openapi/normalise.ts';
import type { Answer } from './answers.ts';
import { withFault } from './broken.ts';
import { createRandom, realClock } from './clock.ts';
import { Faults } from './faults.ts';
import { aborted, createFetch } from './fetch.ts';
import { refuseUnknown } from './known.ts';
import { Limits } from './limits.ts';
import { Masker } from './mask.ts';
import { type Data, Memory } from './memory.ts';
import { readParameters } from './parameters.ts';
import { hasBody, type Reply } from './reply.ts';
import { maskedBody, Responder, readBody } from './respond.ts';
import { Routes } from './routes.ts';
import { checkSecurity, readAccess } from './security.ts';
import type { Emulator, EmulatorOptions, EmulatorRequest, OpenApiDocument, RecordedRequest } from './types.ts';

const OPTIONS = 'contract data memory handlers token limits seed maxRequests clock'.split(' ');

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

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
  const { seed = 1, clock = realClock, token, maxRequests = Number.POSITIVE_INFINITY } = options;
  if (token !== undefined && (typeof token !== 'string' || token === '')) {
    throw new TypeError('Expected `token` to be a string that is not empty.');
  }
  if (!(maxRequests >= 1)) throw new TypeError('Expected `maxRequests` to be a number from 1.');
  if (!Number.isFinite(seed)) throw new TypeError('Expected `seed` to be a number.');
  const model = readContract(options.contract);
  const routes = new Routes(model);
  const mask = new Masker(model);
  const memory = new Memory(model, checkedData(model, options.data), options.memory !== false);
  const responder = new Responder(model, { memory, handlers: checkedHandlers(model, options.handlers) });
  const requests: Writable<RecordedRequest>[] = [];
  let random = createRandom(seed);
  const draw = (): number => random();
  const faults = new Faults(routes, draw);
  const createLimits = () => (options.limits === false ? undefined : new Limits(routes, options.limits ?? {}, draw));
  let limits = createLimits();

  const exchange = async ({ method, url: href, headers, signal, body }: EmulatorRequest): Promise<Reply> => {
    const url = new URL(href);
    const time = clock.now();
    const match = routes.match(method, url, headers);
    // A HEAD costs a server what the GET does, and counts as that. An OPTIONS that the contract does not have is asked
    // before anyone says who they are, as browsers do: it needs no credential and counts for nobody.
    const operation = match?.methodKnown ? match.operation : undefined;
    const access = operation && readAccess(model, operation, { url, headers }, token);
    const verdict = operation?.rateLimit && limits?.arrive(access!.account, operation.rateLimit, time);
    const record: Writable<RecordedRequest> = {
      operation: operation?.id,
      method,
      path: match?.operation.path ?? url.pathname,
      url: mask.url(url, match?.operation, match?.path),
      headers: mask.headers(headers, match?.operation),
      body: undefined,
      time,
      status: undefined,
      source: undefined,
      reason: undefined,
      refused: verdict?.refused !== undefined,
      rateClass: verdict && operation?.rateLimit?.class,
      faults: [],
    };
    requests.push(record);
    if (requests.length > maxRequests) requests.shift();
    const done = verdict?.release ?? (() => undefined);
    try {
      const came = readBody(headers, await body());
      record.body = maskedBody(mask, operation, came);
      const parameters = operation && readParameters(model, operation, { path: match!.path, url, headers });
      if (parameters && parameters.notes.length > 0) record.notes = parameters.notes;
      let answer = responder.answer(match, verdict, access?.problem, parameters, { method, url, body: came });
      const drawn = faults.draw(operation?.id, answer.status);
      for (const fault of drawn) if (fault.kind === 'status') answer = responder.withStatus(match, fault);
      answer = responder.completed(match, answer);
      let reply = encode(answer, verdict?.headers ?? {}, done);
      let delayMs = 0;
      for (const fault of drawn) {
        reply = withFault(reply, fault, method);
        if (fault.kind === 'slow') delayMs += fault.latencyMs + (fault.jitterMs ?? 0) * draw();
      }
      record.faults = drawn.map(({ kind }) => kind);
      record.source = answer.source;
      record.reason = answer.reason;
      if (delayMs > 0) await Promise.race([clock.sleep(delayMs, signal), aborted(signal)]);
      if (reply.stop?.at !== 'headers') record.status = reply.status;
      return reply;
    } catch (error) {
      done();
      throw error;
    }
  };

  return {
    exchange,
    fetch: createFetch(exchange),
    requests,
    get windows() {
      return limits?.states(clock.now()) ?? [];
    },
    basePath: routes.basePath,
    fail: (fault, faultOptions = {}) => faults.add(fault, faultOptions),
    consume: (count, { class: rateClass } = {}) => limits?.consume(count, rateClass, clock.now()),
    reset() {
      requests.length = 0;
      random = createRandom(seed);
      faults.clear();
      limits = createLimits();
      memory.reset();
    },
  };
}

function encode(answer: Answer, rateHeaders: Readonly<Record<string, string>>, done: () => void): Reply {
  const { status, mediaType, body: value } = answer;
  const headers = new Headers(answer.headers);
  for (const [name, text] of Object.entries(rateHeaders)) {
    // An answer about a limit has no rate headers by itself, only where the contract requires them.
    if (status !== 429 || headers.has(name) || name.startsWith('ratelimit')) headers.set(name, text);
  }
  if (mediaType === undefined || !hasBody('', status)) return { status, headers, body: [], length: 0, done };
  headers.set('content-type', mediaType);
  const text = isJson(mediaType) || typeof value !== 'string' ? JSON.stringify(value) : value;
  const body = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
  return { status, headers, body: [body], length: body.byteLength, done };
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
  for (const [name, handler] of Object.entries(handlers)) {
    if (!operations.some(({ id }) => id === name))
      throw new TypeError('Expected `handlers` to name operations of the contract by their operationId.');
    if (typeof handler !== 'function') throw new TypeError(`Expected \`handlers.${name}\` to be a function.`);
  }
  return handlers;
}
