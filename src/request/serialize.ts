import { toJson } from '../common/json.ts';
import { isObject, isPlain } from '../common/plain.ts';
import type { Parameter, ParameterStyle } from '../contract.ts';

/** What stands before the whole, between exploded values, between values that are not, and whether the name is written. */
const SYNTAX: Readonly<Record<ParameterStyle, readonly [string, string, string, boolean]>> = {
  simple: ['', ',', ',', false],
  label: ['.', '.', ',', false],
  matrix: [';', ';', ',', true],
  form: ['', '&', ',', true],
  spaceDelimited: ['', '&', '%20', true],
  pipeDelimited: ['', '&', '%7C', true],
  deepObject: ['', '&', ',', true],
};

/** What reserved characters look like after `encodeURIComponent`; `&`, `+` and `#` stay, since they would end the value. */
const RESERVED = /%(?:3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B|3D)/gi;

/**
 * A parameter as the OpenAPI Specification has it written on the wire, or undefined for an empty list or object, which
 * has no wire form. The value must be one that `isSerializable` accepts.
 *
 * openapi-fetch has one style for all parameters of a request and leaves the keys of objects unencoded, so that a key
 * could smuggle in a parameter.
 */
export function serialize(parameter: Parameter, value: unknown): string | undefined {
  const encode = encoderOf(parameter);
  const [prefix, separator, joiner, named] = SYNTAX[parameter.style];
  const name = encode(parameter.name);
  const withName = (text: string): string => (named ? `${name}=${text}` : text);
  if (parameter.contentType !== undefined) return withName(encode(JSON.stringify(value)));
  if (!isObject(value)) return prefix + withName(encode(String(value)));

  if (Array.isArray(value)) {
    const items = value.map((item) => encode(String(item)));
    if (items.length === 0) return undefined;
    if (!parameter.explode) return prefix + withName(items.join(joiner));
    return prefix + items.map(withName).join(separator);
  }

  const pairs = Object.entries(value)
    .filter(([, property]) => property !== undefined)
    .map(([key, property]) => [encode(key), encode(String(property))] as const);
  if (pairs.length === 0) return undefined;
  if (parameter.style === 'deepObject') {
    return pairs.map(([key, property]) => `${name}%5B${key}%5D=${property}`).join(separator);
  }
  if (!parameter.explode) return prefix + withName(pairs.flat().join(joiner));
  return prefix + pairs.map(([key, property]) => `${key}=${property}`).join(separator);
}

/** Whether a value has a form on the wire: text, a number, a boolean, or a flat list or object of these. */
export function isSerializable(parameter: Parameter, value: unknown): boolean {
  if (parameter.contentType !== undefined) return toJson(value) !== undefined;
  if (!isObject(value)) return isPrimitive(value);
  if (Array.isArray(value)) return value.every(isPrimitive);
  // A Date, a Map or a class instance would become an empty object, or nothing.
  return isPlain(value) && Object.values(value).every((property) => property === undefined || isPrimitive(property));
}

function isPrimitive(value: unknown): boolean {
  // A lone surrogate makes `encodeURIComponent` throw. `isWellFormed` is younger than some runtimes this must run on.
  if (typeof value === 'string') return !/[\uD800-\uDFFF]/u.test(value);
  if (typeof value !== 'number') return typeof value === 'boolean' || typeof value === 'bigint';
  // Beyond 2^53 a number is not the one that was written: it would name another object.
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
}

function encoderOf(parameter: Parameter): (value: string) => string {
  if (parameter.in === 'header') return (value) => value;
  if (parameter.allowReserved) return (value) => encodeURIComponent(value).replace(RESERVED, decodeURIComponent);
  return encodeURIComponent;
}
