import { type CallContext, detailsOf, type Fetch, type Next, nameOf } from '../call.ts';
import { connectionError, redirectError } from '../connection.ts';
import { ClientError, ConfigurationError, ResponseFormatError, TimeoutError } from '../errors.ts';
import { readBody } from '../response-body.ts';
import { LONGEST_TIMER_MS, now } from '../sleep.ts';
import { type Placement, withCredential } from '../token.ts';

/** What an attempt needs to know of its client. */
export interface AttemptSettings {
  readonly fetch: Fetch;
  /** The only origin that may see a request. */
  readonly origin: string;
  readonly maxResponseBytes: number;
  /** Where the credential of a call goes. */
  readonly placementOf: (call: CallContext) => Placement | undefined;
}

/** Statuses whose answer has no body by definition; a Response refuses to be made with one. */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * One request and its whole answer, within the time of an attempt. The body is read here, so that a loss in its middle
 * is a loss like any other and no failed answer holds its connection.
 */
export function attempt(settings: AttemptSettings): Next {
  return async (request, call) => {
    if (new URL(request.url).origin !== settings.origin) {
      throw new ConfigurationError(`${nameOf(call)} was led away from \`baseUrl\` by a middleware. Nothing was sent.`, {
        ...detailsOf(call),
        code: 'INVALID_OPTION',
      });
    }
    const { signal } = call;
    // A queue has asked for it already, as the last thing before the permit.
    if (call.credential === undefined) await call.authorize?.();
    signal?.throwIfAborted();
    call.attempt += 1;
    call.emit?.({ type: 'sent', queuedMs: call.queuedMs });
    const controller = new AbortController();
    const stop = (): void => controller.abort(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    let timedOut = false;
    const timer = setTimeout(
      () => {
        timedOut = true;
        controller.abort();
      },
      Math.min(call.timeoutMs, LONGEST_TIMER_MS),
    );
    const started = now();
    try {
      const response = await Promise.race([
        exchange(settings, request, call, controller.signal),
        aborted(controller.signal),
      ]);
      call.emit?.({ type: 'answered', status: response.status, durationMs: now() - started });
      return response;
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      if (timedOut) throw timeoutError(call);
      throw error instanceof ClientError ? error : connectionError(call, error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      if (call.authorize) call.credential = undefined;
    }
  };
}

async function exchange(
  settings: AttemptSettings,
  request: Request,
  call: CallContext,
  signal: AbortSignal,
): Promise<Response> {
  const placement = call.credential === undefined ? undefined : settings.placementOf(call);
  const complete = placement
    ? withCredential(request, placement, call.credential!, signal)
    : new Request(request, { signal });
  const response = await settings.fetch(complete);
  if (
    response.type === 'opaqueredirect' ||
    (response.status >= 300 && response.status < 400 && response.headers.has('location'))
  ) {
    await response.body?.cancel();
    throw redirectError(call);
  }
  const bytes = await readBody(response, settings.maxResponseBytes);
  if (bytes === undefined) {
    throw new ResponseFormatError(
      `${nameOf(call)} was answered with more than ${settings.maxResponseBytes} bytes. Raise \`maxResponseBytes\` if so much is expected.`,
      { ...detailsOf(call), code: 'RESPONSE_TOO_LARGE', status: response.status },
    );
  }
  const { status, statusText, headers } = response;
  const whole = new Response(WITHOUT_BODY.has(status) ? null : bytes, { status, statusText, headers });
  Object.defineProperty(whole, 'url', { value: response.url });
  return whole;
}

/** Ends the wait for a `fetch` that does not heed its signal. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function timeoutError(call: CallContext): TimeoutError {
  return new TimeoutError(
    `${nameOf(call)} had no whole answer within ${call.timeoutMs} ms (\`timeoutMs\`) in attempt ${call.attempt}. Try again later, or allow more time.`,
    { ...detailsOf(call), code: 'ATTEMPT_TIMEOUT', retryable: true },
    'attempt',
    call.timeoutMs,
  );
}
