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
