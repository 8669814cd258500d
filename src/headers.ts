import { invalidOption } from './options.ts';

/** A header as RFC 9110 allows it to be sent; anything else makes `fetch` throw an error that prints the value. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** The given headers, when every name and value can be sent and none is in `reserved`. */
export function readHeaders(
  what: string,
  headers: Readonly<Record<string, string>> | undefined,
  reserved: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  if (headers === undefined) return {};
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw invalidOption(`Expected ${what} to be an object of names and values.`);
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name)) throw invalidOption(`Expected every name in ${what} to be a header name.`);
    if (!isHeaderValue(value)) {
      throw invalidOption(`Expected \`${name}\` in ${what} to be a string that a header can hold, on one line.`);
    }
    if (reserved.has(name.toLowerCase())) {
      throw invalidOption(
        `\`${name}\` in ${what} is set by the client itself. Use the option \`token\` or \`credentials\`.`,
      );
    }
  }
  return headers;
}

export function isHeaderValue(value: unknown): value is string {
  return typeof value === 'string' && HEADER_VALUE.test(value);
}
