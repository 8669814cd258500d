import { onAbort } from './abort.ts';

/** A timer of `setTimeout` longer than this fires at once. */
export const LONGEST_TIMER_MS: number = 2 ** 31 - 1;

/** Milliseconds on a clock that nobody can set. */
export const now = (): number => performance.now();

/** Runs `late` after `ms` milliseconds, or `aborted` with the signal's own reason as soon as it aborts; returns what takes back both. */
export function after(
  ms: number,
  late: () => void,
  signal?: AbortSignal | undefined,
  aborted?: (reason: unknown) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const forget = onAbort(signal, () => {
    clearTimeout(timer);
    aborted?.(signal?.reason);
  });
  const wait = (left: number): void => {
    timer = setTimeout(
      () => {
        if (left > LONGEST_TIMER_MS) return wait(left - LONGEST_TIMER_MS);
        forget();
        late();
      },
      Math.min(left, LONGEST_TIMER_MS),
    );
  };
  wait(ms);
  return () => {
    clearTimeout(timer);
    forget();
  };
}

/** Resolves after `ms` milliseconds, or rejects with the signal's own reason as soon as it aborts. */
export function sleep(ms: number, signal?: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    after(ms, resolve, signal, reject);
  });
}

/** What comes of the work, or of `late` once it takes longer than `ms` milliseconds; the work goes on. */
export function unlessLate<Result>(ms: number, work: Promise<Result>, late: () => Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const forget = after(ms, () => resolve(late()));
    work.finally(forget).then(resolve, reject);
  });
}
