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
