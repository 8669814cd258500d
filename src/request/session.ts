import { onAbort } from '../common/abort.ts';
import { ClientError, ConfigurationError, TimeoutError } from '../common/errors.ts';
import type { ClientEvent } from '../common/events.ts';
import type { GivenHeaders } from '../common/headers.ts';
import { LONGEST_TIMER_MS } from '../common/sleep.ts';
import type { CallOptions, HttpMethod } from '../contract.ts';
import { textOf } from '../options/credentials.ts';
import { readCallOptions, type Settings } from '../options/settings.ts';
import { type CallContext, detailsOf, nameOf } from './call.ts';
import type { Plan } from './plan.ts';

/** A call from its first check to its last event. */
export interface OpenCall {
  readonly context: CallContext;
  readonly headers: GivenHeaders;
  /** Lets go of everything that the call holds. To be called once, whatever happened. */
  close(): void;
  /** Reports that the call is over without a result. */
  failed(error: unknown): void;
}

/** Repeating these does no more than doing them once. */
const IDEMPOTENT: ReadonlySet<HttpMethod> = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']);

/** Opens the calls of one client. */
export function openerOf(settings: Settings): (plan: Plan, options: CallOptions | undefined) => OpenCall {
  const { limiter, onEvent } = settings;
  let calls = 0;
  return (plan, options) => {
    const { name, operation, texts, rate = limiter?.otherwise } = plan;
    const { signal, timeoutMs, deadlineMs, retries, headers } = readCallOptions(name, settings, options);
    signal?.throwIfAborted();
    calls += 1;
    const call = calls;
    const limited = deadlineMs > LONGEST_TIMER_MS ? undefined : new AbortController();
    const context: CallContext = {
      name,
      operation,
      signal: limited?.signal ?? signal,
      timeoutMs,
      retries,
      idempotent: IDEMPOTENT.has(operation.method),
      attempt: 0,
      queuedMs: 0,
      refused: false,
      lane: rate && limiter?.lane(rate),
      plan,
      credentials: texts,
      authorize: texts ? undefined : once(() => ask(context)),
      emit:
        onEvent &&
        ((happening) => {
          try {
            const { method, path } = operation;
            const origin = plan.origin.slice(0, -1);
            const { attempt } = context;
            const event = { operation: name, method, path, origin, call, attempt, ...happening } as ClientEvent;
            // A listener that throws must not change what becomes of the call, nor one that rejects end the process.
            (onEvent(event) as PromiseLike<unknown> | undefined)?.then?.(undefined, () => undefined);
          } catch {}
        }),
    };
    if (plan.missing) {
      const message = `${nameOf(context)} needs a credential: ${plan.missing}.`;
      throw new ConfigurationError(message, { ...detailsOf(context), code: 'INVALID_TOKEN' });
    }
    const close = limited ? watch(limited, signal, deadlineMs, context) : () => undefined;
    const failed = (error: unknown): void => context.emit?.({ type: 'failed', ...failure(error, context.signal) });
    return { context, headers, close, failed };
  };
}

/** Makes one signal of the caller's and the deadline; returns what undoes it. */
function watch(
  limited: AbortController,
  signal: AbortSignal | undefined,
  deadlineMs: number,
  context: CallContext,
): () => void {
  const forget = onAbort(signal, () => limited.abort(signal?.reason));
  const timer = setTimeout(() => limited.abort(deadlineError(context, deadlineMs)), deadlineMs);
  return () => {
    clearTimeout(timer);
    forget();
  };
}

/** Whoever asks while an answer is awaited waits for that one. */
function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
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
