import type { Contract, ResponseType, SensitivePaths } from '../contract.ts';
import { isObject } from './plain.ts';
import { keysOf } from './pointer.ts';

/** Where values hold secrets, by the name of their schema. */
type Secrets = Pick<Contract, 'sensitive'>;

/** What stands in the place of a secret. */
export const MASK = '[redacted]';

/**
 * A copy of `value` with every secret masked that the contract knows in schema `schema`; the original is left as it is.
 * Where a whole object is secret its keys stay, since they say what is there without saying what it is. Values of the
 * schema are found in lists, and in what they are wrapped in.
 */
export function redact(contract: Secrets, schema: string, value: unknown): unknown {
  return orMasked(() => maskWherever(contract, namesFrom(contract, schema), value));
}

/** A schema, and those in which its secrets are. */
function namesFrom(contract: Secrets, schema: string, found: Set<string> = new Set()): ReadonlySet<string> {
  if (found.has(schema) || !Object.hasOwn(contract.sensitive, schema)) return found;
  found.add(schema);
  for (const rule of Object.values(contract.sensitive[schema]!))
    if (rule !== true) for (const name of rule) namesFrom(contract, name, found);
  return found;
}

/** A caller may have a list, a page or a result in hand: what fits nowhere is looked into. */
function maskWherever(contract: Secrets, names: ReadonlySet<string>, value: unknown): unknown {
  const [asked] = names;
  if (asked === undefined) return value;
  if (Object.hasOwn(contract.sensitive[asked]!, '')) return maskSchema(contract, asked, value);
  if (Array.isArray(value)) return value.map((item) => maskWherever(contract, names, item));
  if (!isObject(value)) return value;
  const fitting = [...names].find((name) =>
    Object.keys(contract.sensitive[name]!).some((pointer) => Object.hasOwn(value, keysOf(pointer)[0] ?? '')),
  );
  if (fitting !== undefined) return maskSchema(contract, fitting, value);
  return mapProperties(value, (property) => maskWherever(contract, names, property));
}

/** The same for the body of an answer. */
export function redactBody(contract: Secrets, { schema, sensitive }: ResponseType, value: unknown): unknown {
  if (sensitive) return orMasked(() => maskPaths(contract, sensitive, value));
  return schema === undefined ? value : orMasked(() => maskSchema(contract, schema, value));
}

/** What is nested deeper than can be walked is masked whole. */
function orMasked(mask: () => unknown): unknown {
  try {
    return mask();
  } catch {
    return MASK;
  }
}

function maskSchema(contract: Secrets, schema: string, value: unknown): unknown {
  const paths = Object.hasOwn(contract.sensitive, schema) ? contract.sensitive[schema] : undefined;
  return paths ? maskPaths(contract, paths, value) : value;
}

function maskPaths(contract: Secrets, paths: SensitivePaths, value: unknown): unknown {
  let masked = value;
  for (const [pointer, rule] of Object.entries(paths)) {
    masked = maskAt(masked, keysOf(pointer), (found) =>
      rule === true ? maskAll(found) : rule.reduce((partly, name) => maskSchema(contract, name, partly), found),
    );
  }
  return masked;
}

/** Copies only what lies on the way to a masked value. */
function maskAt(value: unknown, keys: readonly string[], mask: (found: unknown) => unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return mask(value);
  if (Array.isArray(value)) return key === '*' ? value.map((item) => maskAt(item, rest, mask)) : value;
  if (!isObject(value)) return value;
  if (key !== '*' && !Object.hasOwn(value, key)) return value;
  return mapProperties(value, (property, name) =>
    key === '*' || name === key ? maskAt(property, rest, mask) : property,
  );
}

function maskAll(value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (Array.isArray(value)) return value.map(maskAll);
  return isObject(value) ? mapProperties(value, maskAll) : MASK;
}

function mapProperties(value: object, change: (property: unknown, name: string) => unknown): object {
  // `fromEntries` defines properties, so that one named `__proto__` stays a property.
  return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, change(property, name)]));
}
