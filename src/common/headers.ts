import { isObject } from './plain.ts';
import { invalidOption, refuseUnknown } from './read-options.ts';

/** A header as RFC 9110 allows it to be sent; anything else makes `fetch` throw an error that prints the value. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers to send; `null` takes away one that would be sent otherwise. */
export type GivenHeaders = Readonly<Record<string, string | null>>;

/** The given headers, when every name and value can be sent and none is in `reserved`. */
export function readHeaders(what: string, headers: unknown, reserved: ReadonlySet<string>): GivenHeaders {
  if (headers === undefined) return {};
  const pairs: unknown[] = !isObject(headers)
    ? [undefined]
    : Symbol.iterator in headers
      ? [...(headers as unknown as Iterable<unknown>)]
      : Object.entries(refuseUnknown(what, headers));
  const read: Record<string, string | null> = Object.create(null);
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2)
      throw invalidOption(`Expected ${what} to be an object, a list of pairs, or Headers.`);
    const [name, value] = pair as unknown[];
    if (typeof name !== 'string' || !HEADER_NAME.test(name)) {
      throw invalidOption(`Expected every name in ${what} to be a header name.`);
    }
    if (value !== undefined && value !== null && !isHeaderValue(value)) {
      throw invalidOption(`Expected \`${name}\` in ${what} to be a string that a header can hold, on one line.`);
    }
    if (reserved.has(name.toLowerCase())) {
      throw invalidOption(`\`${name}\` in ${what} is set by the client itself. Leave it out.`);
    }
    read[name.toLowerCase()] = value ?? null;
  }
  return read;
}

export function isHeaderValue(value: unknown): value is string {
  return typeof value === 'string' && HEADER_VALUE.test(value);
}
