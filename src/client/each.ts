import { onAbort } from '../common/abort.ts';
import { isObject } from '../common/plain.ts';
import type { CallOptions } from '../contract.ts';
import { invalid } from '../request/parameters.ts';
import type { EachResult } from './client-types.ts';

/** A call under way; `result` is there once it is over. */
interface Pending<Input> {
  result?: EachResult<Input, unknown>;
}

/**
 * Calls `invoke` for every input, at most `readAhead` of them at a time, and yields the results in the order of the
 * inputs. A result that is ready is yielded whether or not the source has another input ready.
 */
export async function* each<Input>(
  invoke: (input: Input, call: CallOptions) => Promise<unknown>,
  inputs: Iterable<Input> | AsyncIterable<Input>,
  options: CallOptions,
  readAhead: number,
): AsyncGenerator<EachResult<Input, unknown>, void, void> {
  const { signal } = options;
  signal?.throwIfAborted();
  const stop = new AbortController();
  // One promise a wait: a race against one that lasts as long as the loop would keep every call that it was raced with.
  let wake = (): void => undefined;
  const interrupt = (): void => {
    stop.abort(signal?.reason);
    wake();
  };
  const forget = onAbort(signal, interrupt);
  const source = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
  const queue: Pending<Input>[] = [];
  let reading = false;
  let exhausted = false;
  let broken: { readonly reason: unknown } | undefined;

  const start = (input: Input): Pending<Input> => {
    const pending: Pending<Input> = {};
    const settle = (result: EachResult<Input, unknown>): void => {
      pending.result = result;
      wake();
    };
    invoke(input, { ...options, signal: stop.signal }).then(
      (data) => settle({ input, data }),
      (error: unknown) => settle({ input, error: asError(error) }),
    );
    return pending;
  };
  const read = async (): Promise<void> => {
    reading = true;
    try {
      const next: unknown = await source.next();
      if (!isObject(next))
        throw invalid('Expected what `each` is given to yield inputs: its `next()` returned no object.');
      if (next['done']) exhausted = true;
      else if (!stop.signal.aborted) queue.push(start(next['value'] as Input));
    } catch (reason) {
      exhausted = true;
      broken = { reason };
    }
    reading = false;
    wake();
  };
  try {
    for (;;) {
      if (!exhausted && !reading && queue.length < readAhead) void read();
      const result = queue[0]?.result;
      if (result) {
        queue.shift();
        yield result;
      } else if (queue.length > 0 || reading) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (broken) {
        throw broken.reason;
      } else {
        return;
      }
      signal?.throwIfAborted();
    }
  } finally {
    forget();
    stop.abort();
    if (!exhausted) await close(source, reading);
  }
}

/** What callers test for and read from: a string, or nothing at all, can be thrown as well. */
function asError(thrown: unknown): Error {
  return isObject(thrown) ? (thrown as unknown as Error) : new Error(String(thrown));
}

/** Lets the source clean up. One that is still busy with its next input may never answer, so it is not waited for. */
async function close(source: Iterator<unknown> | AsyncIterator<unknown>, busy: boolean): Promise<void> {
  const closed = Promise.resolve(source.return?.());
  if (busy) closed.catch(() => undefined);
  else await closed;
}
