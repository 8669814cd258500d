import { createClient } from '../../../../src/client/client.ts';
import { ApiError } from '../../../../src/common/errors.ts';
import type { ClientEvent } from '../../../../src/common/events.ts';
import { schemasOf } from '../../../../src/openapi/components.ts';
import { DocumentReader } from '../../../../src/openapi/document.ts';
import { isObject } from '../../../../src/openapi/json.ts';
import type { Model } from '../../../../src/openapi/model.ts';
import { serialize } from '../../../../src/request/serialize.ts';
import type { Answer } from '../../../../src/testing/answers.ts';
import type { Fault, FaultOptions } from '../../../../src/testing/fault.ts';
import { toResponse } from '../../../../src/testing/fetch.ts';
import { createMachine, type Machine } from '../../../../src/testing/machine.ts';
import { NOTHING } from '../../../../src/testing/remembered.ts';
import { Responder } from '../../../../src/testing/respond.ts';
import { Routes } from '../../../../src/testing/routes.ts';
import { argumentsOf, type ClientCall } from '../../samples/client.ts';
import type { Part } from '../../try/part.ts';

/** What a form gives: the parameters that have a value, and the body. */
export interface Given extends Pick<ClientCall, 'given'> {
  readonly body: unknown;
}

/** What became of a call. */
export interface Outcome {
  readonly status: number | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: unknown;
  /** Why there is no success. */
  readonly error?: Error;
  /** What the emulator found wrong. */
  readonly reason: string | undefined;
  readonly ms: number;
}

/** How a call is made. */
export interface Way {
  readonly limits: boolean;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal;
}

type Answered = { readonly data: unknown; readonly response: Response };
type Client = Record<string, (params: unknown, options: object) => { withResponse(): Promise<Answered> }> & {
  rateLimits(): readonly { readonly queued: number; readonly inFlight: number }[];
};

/** One emulator, and clients of it. */
export class World {
  readonly model: Model;
  readonly emulator: Machine;
  readonly #part: Part;
  readonly #clients: readonly Client[];
  #orders: readonly (() => void)[] = [];
  /** What a browser sends itself, and leaves out where a page says it: a server would get it. */
  #kept: readonly (readonly [name: string, value: string])[] = [];
  #last: Response | undefined;

  constructor(part: Part, onEvent: (event: ClientEvent) => void) {
    const { contract, credentials, baseUrl, document, operation, answers, echo } = part;
    const root = new DocumentReader(document, () => undefined);
    const securitySchemes = new Map(Object.entries(contract.securitySchemes));
    this.model = {
      ...{ document: root, schemas: schemasOf(document), hides: false, securitySchemes },
      ...{ operations: [operation], webhooks: [], findings: [] },
    };
    this.#part = part;
    const answered = (status: number): Answer => {
      const answer = answers[status];
      if (typeof answer === 'string') return { ...answered(Number(answer)), status };
      return answer ?? { status, headers: {}, source: 'inferred' };
    };
    this.emulator = createMachine({
      model: this.model,
      routes: new Routes(this.model),
      responder: new Responder(this.model, {
        documented: (_, status) => answered(status),
        memory: NOTHING,
        handle: (_, sent) =>
          echo !== undefined && isObject(sent.body)
            ? { body: { ...Object(answered(echo).body), ...sent.body } }
            : undefined,
      }),
      // Of what is recorded only the reason is shown.
      mask: { headers: () => ({}), url: () => '', body: () => undefined },
      ...{ memory: NOTHING, check: () => undefined, limits: {}, seed: 1, maxRequests: 1 },
    });
    const fetch = async (request: Request, { signal }: { signal: AbortSignal }) => {
      const { method, url } = request;
      const headers = new Headers(request.headers);
      for (const [name, value] of this.#kept) headers.set(name, value);
      const body = async () => new Uint8Array(await request.arrayBuffer());
      const reply = await this.emulator.exchange({ method, url, headers, signal, body });
      this.#last = await toResponse(reply, method, signal);
      return this.#last;
    };
    const options = { fetch, credentials, dangerouslyAllowBrowser: true, onEvent, baseUrl };
    this.#clients = [options, { ...options, rateLimit: false as const }].map(
      (each) => createClient(contract, each) as unknown as Client,
    );
  }

  /** How many calls wait, and how many are under way. */
  get waiting(): { readonly queued: number; readonly inFlight: number } {
    return this.#clients[0]!.rateLimits()[0] ?? { queued: 0, inFlight: 0 };
  }

  /** Orders what goes wrong from now on, in place of what was ordered. Every answer takes a moment, as over a network. */
  order(fault: Fault | undefined, options: FaultOptions): void {
    for (const take of this.#orders) take();
    const slow = this.emulator.fail({ kind: 'slow', latencyMs: 10, jitterMs: 20 });
    this.#orders = fault ? [slow, this.emulator.fail(fault, options)] : [slow];
  }

  async call({ given, body }: Given, { limits, timeoutMs, signal }: Way): Promise<Outcome> {
    const { operation, name } = this.#part;
    const texts = (place: string) =>
      given.flatMap(({ entry, value }) =>
        entry.in === place ? [[entry.name, serialize(entry, value) ?? ''] as const] : [],
      );
    const cookies = [...this.#cookies, ...texts('cookie').map(([, text]) => text)].join('; ');
    this.#kept = [...texts('header'), ...(cookies ? [['cookie', cookies] as const] : [])];
    const start = performance.now();
    const outcome = (response: Response | undefined, found: unknown, error?: unknown): Outcome => ({
      status: response?.status,
      headers: [...(response?.headers ?? [])],
      body: found,
      ...(error !== undefined && { error: error as Error }),
      reason: this.emulator.requests.at(-1)?.reason,
      ms: performance.now() - start,
    });
    try {
      const sent = { ...Object.fromEntries(argumentsOf(operation, given)), ...(body !== undefined && { body }) };
      const call = this.#clients[limits ? 0 : 1]![name]!(sent, { signal, ...(timeoutMs && { timeoutMs }) });
      const { data, response } = await call.withResponse();
      return outcome(response, data);
    } catch (error) {
      return error instanceof ApiError ? outcome(this.#last, error.body, error) : outcome(undefined, undefined, error);
    }
  }

  get #cookies(): string[] {
    const { contract, credentials } = this.#part;
    return Object.entries(contract.securitySchemes).flatMap(([scheme, it]) =>
      it.type === 'apiKey' && it.in === 'cookie' ? [`${it.name}=${credentials[scheme]}`] : [],
    );
  }
}
