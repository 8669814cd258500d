/** Statuses that say nothing against the request as such: the same may succeed later. These are retried and called retryable. */
export const RETRYABLE: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
