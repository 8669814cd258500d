import type { Fault, FaultHeaders } from './fault.ts';
import { hasBody, type Reply } from './reply.ts';

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const HTML = '<!doctype html><html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>';
/** Faults with a large body send this again and again instead of holding all of it. */
const BLANKS = encode(' '.repeat(65_536));

/** An answer with a fault in it. `slow` is not for here, and the status fault's own answer has been made already. */
export function withFault(reply: Reply, fault: Fault, method: string): Reply {
  const text = (content: string, status = reply.status, contentType?: string): Reply => {
    const headers = new Headers(reply.headers);
    if (contentType) headers.set('content-type', contentType);
    const body = encode(content);
    return { ...reply, status, headers, body: [body], length: body.byteLength };
  };
  switch (fault?.kind) {
    case 'status':
    case 'headers':
      return { ...reply, headers: withHeaders(reply.headers, fault.headers ?? {}) };
    case 'html':
      return text(HTML, fault.status ?? 502, 'text/html; charset=utf-8');
    case 'empty':
      return { ...reply, body: [], length: 0 };
    case 'text':
      return text(fault.text);
    case 'content-type':
      return { ...reply, headers: withHeaders(reply.headers, { 'content-type': fault.value }) };
    case 'bom':
      return { ...reply, body: [Uint8Array.of(0xef, 0xbb, 0xbf), ...reply.body], length: lengthOf(reply) + 3 };
    case 'oversized':
      return oversized(reply, fault.bytes, fault.framing ?? 'length');
    case 'truncated':
      return truncated(reply, fault.framing ?? 'whole', method);
    case 'reset':
    case 'hang':
      return stopped(reply, fault.kind, fault.at ?? 'headers', method);
    case 'close':
      return stopped(reply, 'close', 'headers', method);
    case 'redirect': {
      const headers = withHeaders(reply.headers, { location: fault.location, 'content-type': null });
      return { ...reply, status: fault.status ?? 302, headers, body: [], length: 0 };
    }
    case 'slow':
      return reply;
    default:
      throw new TypeError(
        'Expected the `kind` of a fault to be status, html, empty, text, content-type, bom, oversized, truncated, reset, close, hang, slow, redirect or headers.',
      );
  }
}

function withHeaders(headers: Headers, changes: FaultHeaders): Headers {
  const changed = new Headers(headers);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) changed.delete(name);
    else changed.set(name, value);
  }
  return changed;
}

function lengthOf({ body }: Reply): number {
  return body.reduce((sum, piece) => sum + piece.byteLength, 0);
}

function firstHalf(reply: Reply): Uint8Array<ArrayBuffer>[] {
  const [piece = new Uint8Array()] = reply.body;
  return [piece.slice(0, Math.floor(piece.byteLength / 2))];
}

function oversized({ length: _, ...reply }: Reply, bytes: number, framing: 'length' | 'chunked'): Reply {
  const body = [...reply.body];
  for (let left = bytes - lengthOf(reply); left > 0; left -= BLANKS.byteLength) {
    body.push(left < BLANKS.byteLength ? BLANKS.slice(0, left) : BLANKS);
  }
  const grown: Reply = { ...reply, body };
  return framing === 'length' ? { ...grown, length: lengthOf(grown) } : grown;
}

function truncated(reply: Reply, framing: 'whole' | 'length' | 'chunked', method: string): Reply {
  const body = firstHalf(reply);
  if (framing === 'whole') return { ...reply, body, length: lengthOf({ ...reply, body }) };
  const { length: _, ...chunked } = reply;
  return stopped(framing === 'length' ? reply : chunked, 'close', 'body', method);
}

/** An answer that can have no body stops before its headers instead. */
function stopped(reply: Reply, by: 'reset' | 'close' | 'hang', at: 'headers' | 'body', method: string): Reply {
  const inBody = at === 'body' && hasBody(method, reply.status) && lengthOf(reply) > 1;
  return inBody ? { ...reply, body: firstHalf(reply), stop: { at, by } } : { ...reply, stop: { at: 'headers', by } };
}
