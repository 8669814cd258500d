/** An object of a parsed document. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The property `name` of `value` itself, never of its prototype. */
export function get(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function getObject(value: unknown, name: string): Json | undefined {
  const found = get(value, name);
  return isObject(found) ? found : undefined;
}

export function getString(value: unknown, name: string): string | undefined {
  const found = get(value, name);
  return typeof found === 'string' ? found : undefined;
}

export function getArray(value: unknown, name: string): readonly unknown[] {
  const found = get(value, name);
  return Array.isArray(found) ? found : [];
}

/** The strings of a list. */
export function getStrings(value: unknown, name: string): string[] {
  return getArray(value, name).filter((item) => typeof item === 'string');
}

export function entriesOf(value: unknown, name: string): [string, unknown][] {
  return Object.entries(getObject(value, name) ?? {});
}

/** Whether a value is of a type of JSON Schema. */
export function isOfType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

/**
 * What is written as a value of one of these types, in a list; none where it cannot be meant as one. Many a document has the
 * text of JSON where it means a value, a number where it means digits, or a null.
 */
export function asValue(types: readonly string[], value: unknown): unknown[] {
  const fits = (each: unknown): boolean => types.length === 0 || types.some((type) => isOfType(each, type));
  if (fits(value)) return [value];
  if (typeof value === 'object') return [];
  return [typeof value === 'string' ? parseJson(value) : String(value)].filter(fits);
}

/** A text as JSON, where it is that. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
