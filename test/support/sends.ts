/** The most sends that any stretch of `ms` holds, its end not included: what a sliding limit counts. */
export function mostInAnyStretch(times: readonly number[], ms: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (let last = 0; last < sorted.length; last += 1) {
    while (sorted[last]! - sorted[first]! >= ms) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

/** The most sends in one window of `ms` when the first window begins at `phase`: what a fixed window counts. */
export function mostInFixedWindow(times: readonly number[], ms: number, phase: number): number {
  const counts = new Map<number, number>();
  for (const time of times) {
    const window = Math.floor((time - phase) / ms);
    counts.set(window, (counts.get(window) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
