import { onAbort } from './abort.ts';
import { type CallContext, detailsOf, type Happening, nameOf } from './call.ts';
import type { CallOptions, Contract } from './contract.ts';
import { textOf } from './credentials.ts';
import { Deadlines } from './deadline.ts';
import { ClientError, ConfigurationError, TimeoutError } from './errors.ts';
import type { ClientEvent } from './events.ts';
import { readCallOptions, type Settings } from './settings.ts';

/** A call from its first check to its last event. */
export interface OpenCall {
  readonly context: CallContext;
  readonly headers: Readonly<Record<string, string>>;
  /** Lets go of everything that the call holds. To be called once, whatever happened. */
  close(): void;
  /** Reports that the call is over without a result. */
  failed(error: unknown): void;
}

/** Opens the calls of one client. */
export class Session {
  readonly #contract: Contract;
  readonly #settings: Settings;
  readonly #deadlines = new Deadlines();
  #calls = 0;

  constructor(contract: Contract, settings: Settings) {
    this.#contract = contract;
    this.#settings = settings;
  }

  open(name: string, options: CallOptions): OpenCall {
    const operation = this.#contract.operations[name]!;
    const rate = operation.rateLimit === undefined ? undefined : this.#contract.rateLimits[operation.rateLimit];
    const { signal: callerSignal, timeoutMs, deadlineMs, retries, headers } = readCallOptions(this.#settings, options);
    callerSignal?.throwIfAborted();
    const plan = this.#settings.planOf(name);
    this.#calls += 1;
    const report = this.#reporter(this.#calls, name);
    const limited = deadlineMs === Number.POSITIVE_INFINITY ? undefined : new AbortController();
    const context: CallContext = {
      name,
      operation,
      signal: limited?.signal ?? callerSignal,
      timeoutMs,
      retries,
      attempt: 0,
      queuedMs: 0,
      refused: false,
      lane: rate && this.#settings.limiter?.lane(rate),
      plan,
      credentials: plan.texts,
      authorize: plan.texts ? undefined : () => ask(context),
      emit: report && ((happening) => report(context, happening)),
    };
    if (plan.missing) {
      const message = `${nameOf(context)} needs a credential: ${plan.missing}.`;
      throw new ConfigurationError(message, { ...detailsOf(context), code: 'INVALID_TOKEN' });
    }
    const close = limited ? this.#watch(limited, callerSignal, deadlineMs, context) : () => undefined;
    const failed = (error: unknown): void => context.emit?.({ type: 'failed', ...failure(error, context.signal) });
    return { context, headers, close, failed };
  }

  #reporter(call: number, operation: string): ((context: CallContext, happening: Happening) => void) | undefined {
    const { onEvent } = this.#settings;
    if (!onEvent) return undefined;
    return (context, happening) => {
      try {
        onEvent({ operation, call, attempt: context.attempt, ...happening } as ClientEvent);
      } catch {
        // A listener that throws must not change what becomes of the call.
      }
    };
  }

  /** Makes one signal of the caller's and the deadline; returns what undoes it. */
  #watch(
    limited: AbortController,
    callerSignal: AbortSignal | undefined,
    deadlineMs: number,
    context: CallContext,
  ): () => void {
    const forget = onAbort(callerSignal, () => limited.abort(callerSignal?.reason));
    const cancel = this.#deadlines.add(deadlineMs, () => limited.abort(deadlineError(context, deadlineMs)));
    return () => {
      cancel();
      forget();
    };
  }
}

/** Asks all functions of the plan together. */
async function ask(context: CallContext): Promise<void> {
  context.credentials = await Promise.all(context.plan.parts.map(textOf));
}

function deadlineError(call: CallContext, deadlineMs: number): TimeoutError {
  const sent = call.attempt === 0 ? 'before anything was sent' : `in attempt ${call.attempt}`;
  const refusing = call.refused || call.lane?.pace.gate.refusing === true;
  const why = refusing ? 'while the server was refusing requests' : sent;
  const retryAfterMs = (refusing && call.lane?.pace.gate.pausedMs) || undefined;
  return new TimeoutError(
    `${nameOf(call)} was not done within ${deadlineMs} ms (\`deadlineMs\`); it ended ${why}. Allow more time, or call less at once.`,
    { ...detailsOf(call), code: 'DEADLINE_EXCEEDED', retryable: true, retryAfterMs },
    'deadline',
    deadlineMs,
  );
}

function failure(error: unknown, signal: AbortSignal | undefined): { code: string; status?: number; traceId?: string } {
  if (!(error instanceof ClientError)) return { code: signal?.aborted ? 'ABORTED' : 'UNKNOWN' };
  const { code, status, traceId } = error;
  return { code, ...(status !== undefined && { status }), ...(traceId !== undefined && { traceId }) };
}
