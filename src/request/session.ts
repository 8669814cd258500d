import { unlessAborted } from '../common/abort.ts';
import { ClientError, ConfigurationError, relocate, TimeoutError } from '../common/errors.ts';
import type { ClientEvent } from '../common/events.ts';
import type { GivenHeaders } from '../common/headers.ts';
import { after, LONGEST_TIMER_MS } from '../common/sleep.ts';
import type { CallOptions, HttpMethod } from '../contract.ts';
import { textOf } from '../options/credentials.ts';
import { readCallOptions, type Settings } from '../options/settings.ts';
import { type CallContext, errorOf } from './call.ts';
import type { Plan } from './plan.ts';

/** Repeating these does no more than doing them once. */
const IDEMPOTENT: ReadonlySet<HttpMethod> = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']);

/** Makes the calls of one client, each from its first check to its last event. */
export function sessionOf(settings: Settings) {
  const { limiter, onEvent } = settings;
  let calls = 0;
  return async <Result>(
    plan: Plan,
    options: CallOptions | undefined,
    work: (context: CallContext, headers: GivenHeaders) => Promise<Result>,
  ): Promise<Result> => {
    const { name, operation, texts, rate = limiter?.otherwise } = plan;
    const { signal, timeoutMs, deadlineMs, retries, headers } = readCallOptions(name, settings, options);
    signal?.throwIfAborted();
    calls += 1;
    const call = calls;
    const limited = deadlineMs > LONGEST_TIMER_MS ? undefined : new AbortController();
    const context: CallContext = {
      plan,
      signal: limited?.signal ?? signal,
      timeoutMs,
      retries,
      idempotent: IDEMPOTENT.has(operation.method),
      attempt: 0,
      queuedMs: 0,
      refused: false,
      lane: rate && limiter?.lane(rate),
      credentials: texts,
      authorize: texts
        ? undefined
        : once(async () => {
            context.credentials = await Promise.all(plan.parts.map(textOf));
          }),
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
      throw errorOf(context, ConfigurationError, `needs a credential: ${plan.missing}.`, { code: 'INVALID_TOKEN' });
    }
    const late = (): void => limited?.abort(deadlineError(context, deadlineMs));
    const forget = limited && after(deadlineMs, late, signal, (reason) => limited.abort(reason));
    try {
      return await unlessAborted(context.signal, () => work(context, headers));
    } catch (error) {
      relocate(error);
      context.emit?.({ type: 'failed', ...failure(error, context.signal) });
      throw error;
    } finally {
      forget?.();
    }
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

function deadlineError(call: CallContext, deadlineMs: number): TimeoutError {
  const sent = call.attempt === 0 ? 'before anything was sent' : `in attempt ${call.attempt}`;
  const refusing = call.refused || call.lane?.pace.gate.refusing === true;
  const why = refusing ? 'while the server was refusing requests' : sent;
  const retryAfterMs = (refusing && call.lane?.pace.gate.pausedMs) || undefined;
  const happened = `was not done within ${deadlineMs} ms (\`deadlineMs\`); it ended ${why}. Allow more time, or call less at once.`;
  const details = { code: 'DEADLINE_EXCEEDED', retryable: true, retryAfterMs } as const;
  return errorOf(call, TimeoutError, happened, details, 'deadline', deadlineMs);
}

function failure(error: unknown, signal: AbortSignal | undefined): { code: string; status?: number; traceId?: string } {
  if (!(error instanceof ClientError)) return { code: signal?.aborted ? 'ABORTED' : 'UNKNOWN' };
  const { code, status, traceId } = error;
  return { code, ...(status !== undefined && { status }), ...(traceId !== undefined && { traceId }) };
}
