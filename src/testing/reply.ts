/**
 * What goes out on the wire, whole or broken: the one form in which every answer and every fault is described, so that
 * `fetch` in memory and a real server need to know nothing else.
 */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** The body in pieces, or as much of it as is sent. */
  readonly body: readonly Uint8Array<ArrayBuffer>[];
  /** The length that is declared. Absent: a chunked body. Differs from the body's own where the body is cut. */
  readonly length?: number;
  /** Where the answer stops and what happens there. Absent: it is whole. */
  readonly stop?: {
    readonly at: 'headers' | 'body';
    /** `reset`: TCP reset. `close`: the connection is closed in good order. `hang`: nothing comes any more. */
    readonly by: 'reset' | 'close' | 'hang';
  };
  /** To be called when the last byte was handed over or the other side went away. May be called twice. */
  readonly done: () => void;
}

/** Whether an answer can have a body at all. */
export function hasBody(method: string, status: number): boolean {
  return method !== 'HEAD' && status !== 204 && status !== 205 && status !== 304;
}
