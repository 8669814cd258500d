/** Items under a name that each has, in their order. */
export function grouped<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) remembered(groups, nameOf(item), () => []).push(item);
  return groups;
}

/** What was made of a key before, or is made of it now: a large document has the same on thousands of pages. */
export function remembered<Key extends Taken, Taken, Value>(
  known: { get(key: Taken): Value | undefined; set(key: Taken, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** What was made of things, by a name: as long as there is the thing. */
export type Made<Value> = WeakMap<object, Map<string, Value>>;

/** The same of a thing under a name. */
export function rememberedAs<Value>(known: Made<Value>, thing: object, name: string, make: () => Value): Value {
  const names = remembered(known, thing, () => new Map<string, Value>());
  return remembered(names, name, make);
}
