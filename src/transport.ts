import createOpenapiClient from 'openapi-fetch';
import type { Contract, HttpMethod, Operation } from './contract.ts';
import type { Arguments } from './parameters.ts';
import { isJsonType, serializeBody } from './request-body.ts';

/** What a middleware is told of the call it stands in. */
export interface MiddlewareContext {
  readonly request: Request;
  /** The operationId. */
  readonly operation: string;
  /** The path template. */
  readonly path: string;
}

/**
 * Sees each call once, before the queue and after the last attempt: for what belongs to the call, not to an attempt.
 * The request has no credential yet. What it throws reaches the caller as it is.
 *
 * @example
 * const language: Middleware = {
 *   onRequest: ({ request }) => {
 *     request.headers.set('Accept-Language', 'de');
 *     return request;
 *   },
 * };
 */
export interface Middleware {
  /** May return another request to the same origin, or an answer, which then is not fetched. */
  onRequest?(context: MiddlewareContext): Request | Response | undefined | Promise<Request | Response | undefined>;
  /** May return another answer. Its body can be read only from a clone when the same answer is returned. */
  onResponse?(
    context: MiddlewareContext & { readonly response: Response },
  ): Response | undefined | Promise<Response | undefined>;
}

/** Sends a call: builds the request, shows it to the middleware, and hands it to `fetch`. */
export type Send = (name: string, operation: Operation, call: SentCall) => Promise<SentResult>;

export interface SentCall {
  readonly arguments: Arguments;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** The last answer, with its body still unread where it is a success, else parsed as far as that goes. */
export interface SentResult {
  readonly response: Response;
  readonly error?: unknown;
}

interface Methods {
  request(method: HttpMethod, path: string, init: object): Promise<SentResult>;
}

/**
 * The one module that knows openapi-fetch, which builds the request, runs the middleware around it and parses errors.
 * Parameters are serialized by us, each in its own style; successes are parsed by us, since its JSON errors quote the body.
 */
export function createTransport(
  contract: Contract,
  headers: Readonly<Record<string, string>>,
  middleware: readonly Middleware[],
): Send {
  const client = createOpenapiClient<Record<string, never>>({ headers, redirect: refusedRedirect() });
  const accepted = new Map(Object.entries(contract.operations).map(([name, operation]) => [name, acceptOf(operation)]));
  return async (name, operation, call) => {
    const { path, query, headers: parameters, body } = call.arguments;
    const contentType = operation.body?.contentType;
    const serialized = body === undefined || !contentType ? undefined : serializeBody(name, contentType, body);
    const lost: Lost = {};
    const sent = (client as unknown as Methods).request(operation.method, operation.path, {
      baseUrl: call.baseUrl,
      fetch: keepingError(call.fetch, lost),
      parseAs: 'stream',
      headers: {
        accept: accepted.get(name),
        ...contentTypeOf(contentType, serialized),
        ...call.headers,
        ...parameters,
      },
      params: { path: {}, query: {} },
      pathSerializer: (url: string) => url.slice(0, url.length - operation.path.length) + path,
      querySerializer: () => query,
      ...(serialized !== undefined && { body: serialized, bodySerializer: () => serialized, ...duplex(serialized) }),
      middleware: middleware.map((each) => adapt(each, name, operation.path)),
    });
    return sent.catch((error: unknown) => {
      throw 'reason' in lost ? lost.reason : error;
    });
  };
}

/** What makes `fetch` not follow redirects: Cloudflare's workers cannot refuse them, and hand them over instead. */
function refusedRedirect(): RequestRedirect {
  try {
    return new Request('https://any.example', { redirect: 'error' }).redirect;
  } catch {
    return 'manual';
  }
}

interface Lost {
  reason?: unknown;
}

/** openapi-fetch swallows what is thrown when it is falsy, as the reason of an abort may be. */
function keepingError(fetch: SentCall['fetch'], lost: Lost): SentCall['fetch'] {
  return async (request) => {
    try {
      return await fetch(request);
    } catch (error) {
      lost.reason = error;
      throw error || new Error('aborted');
    }
  };
}

/** openapi-fetch calls every body JSON unless told otherwise; a form's boundary is the platform's to choose. */
function contentTypeOf(contentType: string | undefined, body: BodyInit | undefined): Record<string, string | null> {
  if (contentType === undefined || body === undefined) return {};
  return { 'content-type': body instanceof FormData ? null : contentType };
}

/** Node asks for this with a stream as the body. */
function duplex(body: BodyInit): object {
  return body instanceof ReadableStream ? { duplex: 'half' } : {};
}

function acceptOf(operation: Operation): string {
  const types = new Set(Object.values(operation.responses).flatMap(({ contentType }) => contentType ?? []));
  // Errors come as JSON whatever the success is; with nothing named, JSON is what this client can read.
  if (![...types].some(isJsonType)) types.add('application/json');
  return [...types].join(', ');
}

function adapt({ onRequest, onResponse }: Middleware, operation: string, path: string): object {
  return {
    ...(onRequest && { onRequest: ({ request }: { request: Request }) => onRequest({ request, operation, path }) }),
    ...(onResponse && {
      onResponse: ({ request, response }: { request: Request; response: Response }) =>
        onResponse({ request, operation, path, response }),
    }),
  };
}
