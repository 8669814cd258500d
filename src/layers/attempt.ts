// Layers: what stands around `fetch`, the outermost called first. Imports options, request, limiter, common.

import { ClientError, ConfigurationError, ResponseFormatError, TimeoutError } from '../common/errors.ts';
import { isObject } from '../common/plain.ts';
import { readBody, withBody } from '../common/response-body.ts';
import { after, now } from '../common/sleep.ts';
import { withCredentials, withoutCredentials } from '../options/credentials.ts';
import type { Settings } from '../options/settings.ts';
import { type CallContext, detailsOf, errorOf, type Next } from '../request/call.ts';
import { connectionError, redirectError } from './connection.ts';

/**
 * One request and its whole answer, within the time of an attempt. The body is read here, so that a loss in its middle
 * is a loss like any other and no failed answer holds its connection.
 */
export function attempt(settings: Settings): Next {
  return async (request, call) => {
    const { signal } = call;
    // A request's URL is normalised: a slash ends its origin.
    if (!request.url.startsWith(call.plan.origin)) {
      const happened = 'was led away from its server by a middleware. Nothing was sent.';
      throw errorOf(call, ConfigurationError, happened, { code: 'INVALID_OPTION' });
    }
    // A queue has asked for it already, as the last thing before the permit.
    if (call.credentials === undefined) await call.authorize?.();
    signal?.throwIfAborted();
    call.attempt += 1;
    call.emit?.({ type: 'sent', queuedMs: call.queuedMs });
    const started = now();
    const { parts } = call.plan;
    try {
      const complete = withCredentials(request, parts, call.credentials ?? []);
      const response = await within(call, (stop) => exchange(settings, complete, call, stop));
      call.emit?.({ type: 'answered', status: response.status, durationMs: now() - started });
      return response;
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof ClientError ? error : connectionError(call, error);
    } finally {
      withoutCredentials(request, parts);
      if (call.authorize) call.credentials = undefined;
    }
  };
}

/** Ends the work when the time of the attempt is over or the call is aborted, also a `fetch` that does not heed its signal. */
function within(call: CallContext, work: (stop: AbortSignal) => Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const cancel = (reason: unknown): void => {
      // Not ours: Node's `fetch` gives the reason a stack of its own.
      controller.abort(reason instanceof TimeoutError ? undefined : reason);
      reject(reason);
    };
    const forget = after(call.timeoutMs, () => cancel(timeoutError(call)), call.signal, cancel);
    work(controller.signal).finally(forget).then(resolve, reject);
  });
}

async function exchange(
  { fetch, maxResponseBytes, middleware = [] }: Settings,
  request: Request,
  call: CallContext,
  signal: AbortSignal,
): Promise<Response> {
  // Without a receiver: a native one accepts none but its own. The signal costs less beside the request than in it.
  const response = await (fetch ?? globalThis.fetch)(request, { signal });
  if (!isResponse(response)) {
    const details = { ...detailsOf(call), code: 'INVALID_OPTION' } as const;
    throw new ConfigurationError('Expected `fetch` to return a Response.', details);
  }
  if (isRedirect(response)) {
    await response.body?.cancel();
    throw redirectError(call);
  }
  if (!(await readBody(response, maxResponseBytes))) {
    throw errorOf(
      call,
      ResponseFormatError,
      `was answered with more than ${maxResponseBytes} bytes. Raise \`maxResponseBytes\` if so much is expected.`,
      { code: 'RESPONSE_TOO_LARGE', status: response.status },
    );
  }
  // Whoever reads the body of a failure, or stands between here and the client, expects one that was not read yet.
  return response.ok && middleware.length === 0 ? response : withBody(response);
}

/** By its shape: a `fetch` of another realm or package has a class of its own. */
function isResponse(value: unknown): value is Response {
  return isObject(value) && 'arrayBuffer' in value && 'headers' in value;
}

function isRedirect({ type, redirected, status, headers }: Response): boolean {
  return type === 'opaqueredirect' || redirected || (status >= 300 && status < 400 && headers.has('location'));
}

function timeoutError(call: CallContext): TimeoutError {
  const { timeoutMs, attempt } = call;
  const happened = `had no whole answer within ${timeoutMs} ms (\`timeoutMs\`) in attempt ${attempt}. Try again later, or allow more time.`;
  return errorOf(call, TimeoutError, happened, { code: 'ATTEMPT_TIMEOUT', retryable: true }, 'attempt', timeoutMs);
}
