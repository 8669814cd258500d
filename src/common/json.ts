/** Whether a media type is JSON, also `application/problem+json` and its like. */
export function isJsonType(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json$/i.test(type.split(';', 1)[0]!.trim());
}

/** A value as JSON; undefined where it has none. The platform's message quotes the value: circles, bigints. */
export function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The JSON type of a value. */
export function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}
