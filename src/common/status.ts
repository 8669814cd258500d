/** The server counted too many requests. */
export const TOO_MANY_REQUESTS = 429;

/** The server is down, or busy. */
export const SERVICE_UNAVAILABLE = 503;

/** No credential, or one that the server does not take. */
export const UNAUTHORIZED = 401;

/** Statuses that say nothing against the request as such: the same may succeed later. These are retried and called retryable. */
export const RETRYABLE: readonly number[] = [408, 425, TOO_MANY_REQUESTS, 500, 502, SERVICE_UNAVAILABLE, 504];
