// A span for every attempt, as OpenTelemetry's conventions for HTTP clients have it: a retried call has several.
// Give every client a listener of its own: the numbers of their calls are the same.
import { type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { ClientEvent } from 'ocamba-hood';

/** A listener for `onEvent`: `createHoodClient({ token, onEvent: traceTo(trace.getTracer('my-app')) })`. */
export function traceTo(tracer: Tracer): (event: ClientEvent) => void {
  const attempts = new Map<number, Span>();
  return (event) => {
    if (event.type === 'sent') {
      const { operation, call, attempt, queuedMs } = event;
      const attributes = { 'http.request.resend_count': attempt - 1, 'client.queued_ms': Math.round(queuedMs) };
      attempts.set(call, tracer.startSpan(operation, { kind: SpanKind.CLIENT, attributes }));
      return;
    }
    const span = attempts.get(event.call);
    if (!span || (event.type !== 'answered' && event.type !== 'retrying' && event.type !== 'failed')) return;
    attempts.delete(event.call);
    const failed = event.type !== 'answered' || event.status >= 400;
    if (event.status !== undefined) span.setAttribute('http.response.status_code', event.status);
    if (failed) {
      span.setAttribute('error.type', String(event.status ?? ('code' in event ? event.code : 'unknown')));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end();
  };
}
