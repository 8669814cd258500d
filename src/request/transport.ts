import createOpenapiClient from 'openapi-fetch';
import type { GivenHeaders } from '../common/headers.ts';
import { invalidOption } from '../common/read-options.ts';
import { withBody } from '../common/response-body.ts';
import type { HttpMethod } from '../contract.ts';
import type { Middleware } from '../options/middleware.ts';
import type { Arguments } from './parameters.ts';
import type { Plan } from './plan.ts';
import { serializeBody } from './request-body.ts';

/** Sends a call: builds the request, shows it to the middleware, and hands it to `fetch`. */
type Send = (
  plan: Plan,
  call: Arguments,
  headers: GivenHeaders,
  fetch: (request: Request) => Promise<Response>,
) => Promise<SentResult>;

/** The last answer, with its body still unread where it is a success, else parsed as far as that goes. */
interface SentResult {
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
export function createTransport(headers: GivenHeaders, middleware: readonly Middleware[]): Send {
  const client = createOpenapiClient<Record<string, never>>({ headers, redirect: refusedRedirect() });
  return async ({ name, operation, baseUrl, accept }, { path, query, headers: parameters, body }, given, fetch) => {
    const contentType = operation.body?.contentType;
    const serialized = body === undefined || !contentType ? undefined : serializeBody(name, contentType, body);
    const sent = serialized !== undefined && {
      body: serialized,
      bodySerializer: () => serialized,
      // Node asks for this with a stream as the body.
      ...(serialized instanceof ReadableStream && { duplex: 'half' }),
    };
    // openapi-fetch calls every body JSON unless told otherwise; a form's boundary is the platform's to choose.
    const type = sent && { 'content-type': serialized instanceof FormData ? null : contentType };
    return (client as unknown as Methods).request(operation.method, operation.path, {
      baseUrl,
      // openapi-fetch swallows what is thrown when it is falsy. Of an abort, whose reason may be, it is not waited for.
      fetch: (request: Request) =>
        fetch(request).catch((error: unknown) => {
          throw error || new Error('A function that the client was given threw nothing.');
        }),
      parseAs: 'stream',
      headers: { accept, ...type, ...given, ...parameters },
      params: { path: {}, query: {} },
      pathSerializer: (url: string) => url.slice(0, url.length - operation.path.length) + path,
      querySerializer: () => query,
      ...sent,
      middleware: middleware.map((each) => adapt(each, name, operation.path)),
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

/** A middleware as openapi-fetch takes it, which throws words of its own at what it does not expect. */
function adapt(middleware: Middleware, operation: string, path: string): object {
  return {
    onRequest: async ({ request }: { request: Request }) => {
      const given: unknown = await middleware.onRequest?.({ request, operation, path });
      if (given instanceof Response) return given;
      const next = given ?? request;
      if (!(next instanceof Request)) return nonsense('onRequest', 'a Request, a Response');
      return next.bodyUsed ? nonsense('onRequest', 'a Request whose body is unread, if need be a clone') : next;
    },
    onResponse: async ({ request, response }: { request: Request; response: Response }) => {
      const given: unknown = await middleware.onResponse?.({ request, operation, path, response });
      if (given !== undefined && !(given instanceof Response)) return nonsense('onResponse', 'a Response');
      const next = given ?? response;
      return next.bodyUsed ? withBody(next) : next;
    },
  };
}

function nonsense(hook: string, expected: string): never {
  throw invalidOption(`Expected \`${hook}\` of a middleware to return ${expected}, or nothing.`);
}
