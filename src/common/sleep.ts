import { onAbort } from './abort.ts';

/** A timer of `setTimeout` longer than this fires at once. */
export const LONGEST_TIMER_MS: number = 2 ** 31 - 1;

/** Milliseconds on a clock that nobody can set. */
export const now = (): number => performance.now();

/** What comes of the work, or of `late` once it takes longer than `ms` milliseconds; the work goes on. */
export async function unlessLate<Result>(
  ms: number,
  work: Promise<Result>,
  late: () => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  try {
    return await Promise.race([work, sleep(ms, over.signal).then(late)]);
  } finally {
    over.abort();
  }
}

/** Resolves after `ms` milliseconds, or rejects with the signal's own reason as soon as it aborts. */
export function sleep(ms: number, signal?: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const end = now() + ms;
    let timer: ReturnType<typeof setTimeout>;
    const forget = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal?.reason);
    });
    const wait = (): void => {
      const left = end - now();
      if (left > LONGEST_TIMER_MS) {
        timer = setTimeout(wait, LONGEST_TIMER_MS);
        return;
      }
      timer = setTimeout(() => {
        forget();
        resolve();
      }, left);
    };
    wait();
  });
}
