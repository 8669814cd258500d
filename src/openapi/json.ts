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
