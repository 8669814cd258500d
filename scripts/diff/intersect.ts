import { type Draft, type Form, IN_SCHEMAS, MAPS, type Spot } from './meaning.ts';

const HIGHEST = /^(minimum|exclusiveMinimum|min[A-Z].*)$/;
const LOWEST = /^(maximum|exclusiveMaximum|max[A-Z].*)$/;

/** What both allow, into the first. */
export function both(form: Draft, other: Form): void {
  form.types = commonTypes(form.types, other.types);
  form.values =
    form.values && other.values
      ? form.values.filter((value) => other.values?.includes(value))
      : (form.values ?? other.values);
  form.suggested ??= other.suggested;
  form.required = new Set([...form.required, ...other.required]);
  form.hides = [...form.hides, ...other.hides];
  form.unions = [...form.unions, ...other.unions];
  form.conditions = [...form.conditions, ...other.conditions];
  const fields = new Map(form.fields);
  for (const [name, spot] of other.fields) fields.set(name, joined(fields.get(name), spot));
  form.fields = fields;
  for (const [key, spot] of other.notes) if (!form.notes.has(key)) form.notes.set(key, spot);
  for (const [key, spot] of other.rules) form.rules.set(key, tighter(key, form.rules.get(key), spot));
}

function joined(one: Spot | undefined, other: Spot): Spot {
  if (!one || JSON.stringify(one.value) === JSON.stringify(other.value)) return other;
  return { value: { allOf: [one.value, other.value] }, pointer: one.pointer };
}

function tighter(key: string, one: Spot | undefined, other: Spot): Spot {
  if (!one) return other;
  if (IN_SCHEMAS.has(key)) return one.value === false ? one : other.value === false ? other : joined(one, other);
  if (MAPS.has(key)) return joinedByKey(one, other);
  const [left, right] = [Number(one.value), Number(other.value)];
  if (HIGHEST.test(key)) return left >= right ? one : other;
  if (LOWEST.test(key)) return left <= right ? one : other;
  const values = [...new Set([one, other].map(({ value }) => JSON.stringify(value)))].sort();
  return values.length === 1 ? one : { value: values.join(' and '), pointer: other.pointer };
}

function joinedByKey(one: Spot, other: Spot): Spot {
  const maps = [one, other].map(({ value }) => new Map(Object.entries(value as object)));
  const spot = (map: Map<string, unknown>, key: string): Spot => ({ value: map.get(key) ?? {}, pointer: '' });
  const keys = new Set(maps.flatMap((map) => [...map.keys()]));
  const entries = [...keys].map((key) => [key, joined(spot(maps[0]!, key), spot(maps[1]!, key)).value]);
  return { value: Object.fromEntries(entries), pointer: one.pointer };
}

function commonTypes(
  one: ReadonlySet<string> | undefined,
  other: ReadonlySet<string> | undefined,
): ReadonlySet<string> | undefined {
  if (!one || !other) return one ?? other;
  const fits = (type: string, in_: ReadonlySet<string>): boolean =>
    in_.has(type) || (type === 'integer' && in_.has('number'));
  return new Set([...[...one].filter((type) => fits(type, other)), ...[...other].filter((type) => fits(type, one))]);
}
