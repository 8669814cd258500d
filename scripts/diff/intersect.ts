import { isDeepStrictEqual } from 'node:util';
import { inBoth } from './found.ts';
import { LEAST, MOST } from './keywords.ts';
import { type Form, IN_SCHEMAS, MAPS, type Spot } from './meaning.ts';

/** What both allow. */
export function both(one: Form, other: Form): Form {
  const [left, right] = [one.values, other.values];
  return {
    pointer: one.pointer,
    types: commonTypes(one.types, other.types),
    values:
      left && right ? left.filter((value) => right.some((other) => isDeepStrictEqual(value, other))) : (left ?? right),
    suggested: one.suggested ?? other.suggested,
    fields: together(one.fields, other.fields, (_, spot, more) => joined(spot, more)),
    required: new Set([...one.required, ...other.required]),
    hides: [...one.hides, ...other.hides],
    unions: [...one.unions, ...other.unions],
    conditions: [...one.conditions, ...other.conditions],
    rules: together(one.rules, other.rules, tighter),
    notes: together(one.notes, other.notes, (_, spot) => spot),
  };
}

function together<Item>(
  one: ReadonlyMap<string, Item>,
  other: ReadonlyMap<string, Item>,
  join: (key: string, one: Item, other: Item) => Item,
): ReadonlyMap<string, Item> {
  return new Map(
    inBoth(one, other).map(([key, left, right]) => [key, left && right ? join(key, left, right) : (left ?? right!)]),
  );
}

function joined(one: Spot, other: Spot): Spot {
  if (JSON.stringify(one.value) === JSON.stringify(other.value)) return other;
  return { value: { allOf: [one.value, other.value] }, pointer: one.pointer };
}

function tighter(key: string, one: Spot, other: Spot): Spot {
  if (IN_SCHEMAS.has(key)) return one.value === false ? one : other.value === false ? other : joined(one, other);
  if (MAPS.has(key)) {
    const [left, right] = [one, other].map(({ value }) => new Map<string, unknown>(Object.entries(Object(value))));
    const value = together(left!, right!, (_, schema, more) => ({ allOf: [schema, more] }));
    return { value: Object.fromEntries(value), pointer: one.pointer };
  }
  const [left, right] = [Number(one.value), Number(other.value)];
  if (LEAST.test(key)) return left >= right ? one : other;
  if (MOST.test(key)) return left <= right ? one : other;
  const values = [...new Set([one, other].map(({ value }) => JSON.stringify(value)))].sort();
  return values.length === 1 ? one : { value: values.join(' and '), pointer: other.pointer };
}

/** Whether a type is one of others: every integer is a number. */
export function isAmong(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

function commonTypes(one: Form['types'], other: Form['types']): Form['types'] {
  if (!one || !other) return one ?? other;
  return new Set([
    ...[...one].filter((type) => isAmong(other, type)),
    ...[...other].filter((type) => isAmong(one, type)),
  ]);
}
