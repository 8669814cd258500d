/** The server counted too many requests. */
export const TOO_MANY_REQUESTS = 429;

/** Statuses that say nothing against the request as such: the same may succeed later. These are retried and called retryable. */
export const RETRYABLE: ReadonlySet<number> = new Set([408, 425, TOO_MANY_REQUESTS, 500, 502, 503, 504]);
