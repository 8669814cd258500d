// A span for every attempt, as OpenTelemetry's conventions for HTTP clients have it: a retried call has several, and each
// carries its own `traceparent`. Give every client a tracing of its own: the numbers of their calls are the same.
import { type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { HoodClientOptions } from 'ocamba-hood';

type Tracing = Required<Pick<HoodClientOptions, 'fetch' | 'onEvent'>>;

/** Two options: `createHoodClient({ token, ...traceWith(trace.getTracer('my-app')) })`. */
export function traceWith(tracer: Tracer, send: typeof fetch = fetch): Tracing {
  const attempts = new Map<number, Span>();
  let latest: Span | undefined;
  return {
    onEvent: (event) => {
      if (event.type === 'sent') {
        const { method, path, origin, call, attempt, queuedMs } = event;
        const { hostname, port, protocol } = new URL(origin);
        const attributes = {
          'http.request.method': method,
          'server.address': hostname,
          'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
          'url.template': path,
          'client.queued_ms': Math.round(queuedMs),
          ...(attempt > 1 && { 'http.request.resend_count': attempt - 1 }),
        };
        latest = tracer.startSpan(`${method} ${path}`, { kind: SpanKind.CLIENT, attributes });
        attempts.set(call, latest);
        return;
      }
      const span = attempts.get(event.call);
      if (!span || (event.type !== 'answered' && event.type !== 'retrying' && event.type !== 'failed')) return;
      attempts.delete(event.call);
      if (event.status !== undefined) span.setAttribute('http.response.status_code', event.status);
      if (event.type !== 'answered' || event.status >= 400) {
        span.setAttribute('error.type', String(event.status ?? ('code' in event ? event.code : 'unknown')));
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    },
    // Called right after `sent`, before anything else can happen.
    fetch: (request, init) => {
      if (latest) {
        const url = new URL(request.url);
        for (const name of [...url.searchParams.keys()]) url.searchParams.set(name, 'REDACTED');
        latest.setAttribute('url.full', url.href);
        const { traceId, spanId, traceFlags } = latest.spanContext();
        request.headers.set('traceparent', `00-${traceId}-${spanId}-0${traceFlags}`);
      }
      return send(request, init);
    },
  };
}
