import type { EachResult } from './client-types.ts';
import type { CallOptions } from './contract.ts';

/** A call under way; `result` is there once it is over. */
interface Pending<Input> {
  readonly done: Promise<void>;
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
  let interrupt = (): void => undefined;
  const interrupted = new Promise<void>((resolve) => {
    interrupt = () => resolve(stop.abort(signal?.reason));
  });
  signal?.addEventListener('abort', interrupt, { once: true });
  const source = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]();
  const queue: Pending<Input>[] = [];
  let reading: Promise<void> | undefined;
  let exhausted = false;

  const take = ({ done, value }: IteratorResult<Input>): void => {
    reading = undefined;
    if (done) exhausted = true;
    else queue.push(start(value, invoke(value, { ...options, signal: stop.signal })));
  };
  try {
    for (;;) {
      if (!exhausted && !reading && queue.length < readAhead) reading = Promise.resolve(source.next()).then(take);
      const first = queue[0];
      if (first?.result) {
        queue.shift();
        yield first.result;
      } else if (first || reading) {
        await Promise.race([interrupted, ...(first ? [first.done] : []), ...(reading ? [reading] : [])]);
      } else {
        return;
      }
      signal?.throwIfAborted();
    }
  } finally {
    signal?.removeEventListener('abort', interrupt);
    stop.abort();
    if (!exhausted) await close(source, reading);
  }
}

function start<Input>(input: Input, call: Promise<unknown>): Pending<Input> {
  const pending: Pending<Input> = {
    done: call.then(
      (data) => {
        pending.result = { input, data };
      },
      (error: unknown) => {
        pending.result = { input, error };
      },
    ),
  };
  return pending;
}

/** Lets the source clean up. One that is still busy with its next input may never answer, so it is not waited for. */
async function close(
  source: Iterator<unknown> | AsyncIterator<unknown>,
  reading: Promise<void> | undefined,
): Promise<void> {
  const closed = Promise.resolve(source.return?.());
  if (!reading) return void (await closed);
  reading.catch(() => undefined);
  closed.catch(() => undefined);
}
