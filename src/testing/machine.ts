import { isJson } from '../openapi/media-type.ts';
import type { Model } from '../openapi/model.ts';
import type { Answer } from './answers.ts';
import { withFault } from './broken.ts';
import { createRandom, type EmulatorClock, realClock } from './clock.ts';
import type { Fault, FaultOptions } from './fault.ts';
import { Faults } from './faults.ts';
import { aborted } from './fetch.ts';
import type { EmulatorLimits } from './limit-options.ts';
import { Limits } from './limits.ts';
import type { Mask } from './mask.ts';
import { readParameters } from './parameters.ts';
import type { Remembered } from './remembered.ts';
import { hasBody, type Reply } from './reply.ts';
import { maskedBody, type Responder, readBody } from './respond.ts';
import type { Routes } from './routes.ts';
import { readAccess } from './security.ts';
import type { Emulator, EmulatorRequest, RecordedRequest } from './types.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What an emulator works with; all of it was checked. */
export interface Parts {
  readonly model: Model;
  readonly routes: Routes;
  readonly mask: Mask;
  readonly memory: Remembered;
  readonly responder: Responder;
  /** Refuses a fault that is wrong. */
  readonly check: (fault: Fault, options: FaultOptions) => void;
  readonly limits: EmulatorLimits | false;
  readonly token?: string | undefined;
  readonly seed: number;
  readonly maxRequests: number;
  readonly clock?: EmulatorClock | undefined;
}

/** An emulator that is asked by `exchange` alone. */
export type Machine = Omit<Emulator, 'fetch'>;

/** Puts an emulator together. It knows nothing of documents, so that a page can hold one made of a part of a model. */
export function createMachine(parts: Parts): Machine {
  const { model, routes, mask, memory, responder, token, seed, maxRequests, clock = realClock } = parts;
  const requests: Writable<RecordedRequest>[] = [];
  let random = createRandom(seed);
  const draw = (): number => random();
  const faults = new Faults(draw);
  const createLimits = () => (parts.limits === false ? undefined : new Limits(routes, parts.limits, draw));
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
    requests,
    get windows() {
      return limits?.states(clock.now()) ?? [];
    },
    basePath: routes.basePath,
    fail: (fault, options = {}) => {
      parts.check(fault, options);
      return faults.add(fault, options);
    },
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
