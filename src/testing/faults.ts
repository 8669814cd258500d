import { hasBody, type Reply } from './reply.ts';
import type { Routes } from './routes.ts';

/** What can go wrong with an answer. Each is given to `emulator.fail`. */
export type Fault =
  /** Another status. Without `body` the contract's own for it; text goes out as it is, anything else as JSON, `''` is none. */
  | { readonly kind: 'status'; readonly status: number; readonly body?: unknown; readonly headers?: FaultHeaders }
  /** A page of HTML as gateways and portals send it. `status`: 502 unless given. */
  | { readonly kind: 'html'; readonly status?: number }
  /** Status and content type as promised, but no body. */
  | { readonly kind: 'empty' }
  /** This text as the body, under the content type that was promised: `null`, `{"id":`, whatever is no answer. */
  | { readonly kind: 'text'; readonly text: string }
  /** The right body under another content type, or none with `null`. */
  | { readonly kind: 'content-type'; readonly value: string | null }
  /** A byte-order mark before the body. */
  | { readonly kind: 'bom' }
  /** The body followed by white space up to this many bytes. `framing`: whether the length is declared; `length` unless given. */
  | { readonly kind: 'oversized'; readonly bytes: number; readonly framing?: 'length' | 'chunked' }
  /**
   * The first half of the body. `whole`, the default: the HTTP message is complete, its text is not. `length`: the
   * connection is closed before the declared length was sent. `chunked`: it is closed before the last chunk.
   */
  | { readonly kind: 'truncated'; readonly framing?: 'whole' | 'length' | 'chunked' }
  /**
   * A TCP reset before the first byte, or with `at: 'body'` in the middle of the body. When Node reads that together
   * with what came before it, it reports a connection closed instead of one reset.
   */
  | { readonly kind: 'reset'; readonly at?: 'headers' | 'body' }
  /** The connection is closed in good order, but before the first byte, as when a kept connection has gone stale. */
  | { readonly kind: 'close' }
  /** Nothing comes, or with `at: 'body'` nothing after the middle of the body, until the other side gives up. */
  | { readonly kind: 'hang'; readonly at?: 'headers' | 'body' }
  /** The right answer, `latencyMs` later, and up to `jitterMs` more, drawn by `seed`. Adds to other faults. */
  | { readonly kind: 'slow'; readonly latencyMs: number; readonly jitterMs?: number }
  /** To another place. `status`: 302 unless given. */
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** Headers set, or removed with `null`, on every answer, or on those with `status`. Adds to other faults. */
  | { readonly kind: 'headers'; readonly headers: FaultHeaders; readonly status?: number };

/** Header values by name; `null` removes a header. */
export type FaultHeaders = Readonly<Record<string, string | null>>;

/** When a fault happens. */
export interface FaultOptions {
  /** Only for this operation, by its operationId. Default: every request, those that lead nowhere included. */
  readonly operation?: string;
  /** How often, then never again. Default: always. */
  readonly times?: number;
  /** Only for each so-many-th of the requests in question: 3 means the 3rd, 6th, 9th … Default: 1. */
  readonly every?: number;
  /** The chance of each of them, from 0 to 1, drawn by `seed`. Default: 1. */
  readonly probability?: number;
}

interface Rule {
  readonly fault: Fault;
  readonly options: FaultOptions;
  seen: number;
  left: number;
}

/** The faults that are ordered, in their order. */
export class Faults {
  readonly #operations: readonly string[];
  readonly #random: () => number;
  #rules: Rule[] = [];

  constructor({ operations }: Routes, random: () => number) {
    this.#operations = operations.map(({ id }) => id);
    this.#random = random;
  }

  add(fault: Fault, options: FaultOptions): () => void {
    checkFault(fault);
    checkOptions(options);
    if (options.operation !== undefined && !this.#operations.includes(options.operation)) {
      throw new TypeError(`Expected \`operation\` to be one of ${this.#operations.join(', ')}.`);
    }
    const rule: Rule = { fault, options, seen: 0, left: options.times ?? Infinity };
    this.#rules.push(rule);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== rule);
    };
  }

  clear(): void {
    this.#rules = [];
  }

  /**
   * Those that happen to one answer. Of the faults that take the answer's place only the first one does; it uses up
   * nothing of the others, so that one can be ordered after another.
   */
  draw(operation: string | undefined, status: number): Fault[] {
    const drawn: Fault[] = [];
    let replaced = false;
    let current = status;
    for (const rule of this.#rules) {
      const { fault, options } = rule;
      if (rule.left === 0 || (options.operation !== undefined && options.operation !== operation)) continue;
      if (fault.kind === 'headers' && fault.status !== undefined && fault.status !== current) continue;
      rule.seen += 1;
      if (rule.seen % (options.every ?? 1) !== 0) continue;
      if (options.probability !== undefined && this.#random() >= options.probability) continue;
      const replaces = fault.kind !== 'slow' && fault.kind !== 'headers';
      if (replaces && replaced) continue;
      replaced ||= replaces;
      if (fault.kind === 'status') current = fault.status;
      rule.left -= 1;
      drawn.push(fault);
    }
    return drawn;
  }
}

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

function checkFault(fault: Fault): void {
  const expect = (right: boolean, what: string): void => {
    if (!right) throw new TypeError(`Expected ${what}.`);
  };
  // Done once for nothing, which finds an unknown kind, and headers that the platform refuses.
  withFault({ status: 200, headers: new Headers(), body: [], length: 0, done: () => undefined }, fault, 'GET');
  const { kind, status = kind === 'status' ? Number.NaN : 200 } = fault as { kind: string; status?: number };
  expect(
    Number.isInteger(status) && status >= 200 && status <= 599,
    '`status` of a fault to be an integer from 200 to 599',
  );
  const { latencyMs = 0, jitterMs = 0, bytes = 1 } = fault as { latencyMs?: number; jitterMs?: number; bytes?: number };
  const areTimes = latencyMs >= 0 && jitterMs >= 0 && latencyMs + jitterMs < 2 ** 31;
  expect(areTimes, '`latencyMs` and `jitterMs` to be milliseconds from 0, together less than 2^31');
  expect(Number.isInteger(bytes) && bytes > 0, '`bytes` of a fault to be a positive integer');
}

function checkOptions({ times, every, probability }: FaultOptions): void {
  for (const [name, value] of Object.entries({ times, every })) {
    if (value !== undefined && !(Number.isInteger(value) && value > 0)) {
      throw new TypeError(`Expected \`${name}\` to be a positive integer.`);
    }
  }
  if (probability !== undefined && !(probability >= 0 && probability <= 1)) {
    throw new TypeError('Expected `probability` to be a number from 0 to 1.');
  }
}
