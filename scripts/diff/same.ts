import { isDeepStrictEqual } from 'node:util';
import { getString } from '../../src/openapi/json.ts';

/** What the specification says of a keyword that is missing. */
const IMPLIED: Readonly<Record<string, unknown>> = {
  additionalProperties: true,
  allowEmptyValue: false,
  allowReserved: false,
  deprecated: false,
  exclusiveMaximum: false,
  exclusiveMinimum: false,
  minItems: 0,
  minLength: 0,
  minProperties: 0,
  nullable: false,
  readOnly: false,
  required: false,
  unevaluatedProperties: true,
  uniqueItems: false,
  writeOnly: false,
  'x-selects-fields': false,
  'x-sensitive': false,
};
/** Lists whose order means nothing. */
const SETS: ReadonlySet<string> = new Set(['enum', 'required', 'tags', 'type']);

/** Whether the values of a keyword mean the same; `owners` are the objects that it stands in. */
export function meansTheSame(
  key: string,
  [base, revision]: readonly [unknown, unknown],
  owners: readonly [unknown, unknown],
  isScopes = false,
): boolean {
  const [left, right] = [completed(key, base, owners[0]), completed(key, revision, owners[1])].map((value) =>
    SETS.has(key) || isScopes ? asSet(value) : value,
  );
  return isDeepStrictEqual(left, right);
}

function completed(key: string, value: unknown, owner: unknown): unknown {
  if (value !== undefined) return value;
  const place = getString(owner, 'in');
  const style = getString(owner, 'style') ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  if (place !== undefined && key === 'style') return style;
  if (place !== undefined && key === 'explode') return style === 'form';
  return Object.hasOwn(IMPLIED, key) ? IMPLIED[key] : undefined;
}

function asSet(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) return value;
  return value.toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}
