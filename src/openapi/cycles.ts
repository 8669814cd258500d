import { refTo, type Step, schemasOf, targetOf, withSchemas } from './components.ts';
import { getArray, isObject, type Json } from './json.ts';
import { Names } from './names.ts';
import { escapeKey } from './pointer.ts';

const COMPOSITIONS = ['allOf', 'anyOf', 'oneOf'] as const;
const CONDITIONS = ['not', 'if', 'then', 'else'] as const;

/**
 * Cuts the rings in which a schema holds itself with nothing between, which no value, type or sample has an end in. A
 * parent that lists its children, which extend it, is the common one: children then extend what the parent is without
 * the list. Of any other ring the last member goes.
 */
export const breakCycles: Step = (root, warn) => {
  const schemas = new Map(Object.entries(schemasOf(root)));
  const names = new Names(new Set(schemas.keys()));
  const bases = new Map<string, string>();
  const done = new Set<string>();
  const within: string[] = [];

  /** The parent without the list of its children, as a component of its own. */
  const baseOf = (name: string): string => {
    const known = bases.get(name);
    if (known !== undefined) return known;
    const base = names.take(`${name}Base`);
    bases.set(name, base);
    const { oneOf, anyOf, discriminator, ...rest } = schemas.get(name) as Json;
    schemas.set(base, rest);
    schemas.set(name, {
      allOf: [refTo(base)],
      ...(oneOf !== undefined && { oneOf }),
      ...(anyOf !== undefined && { anyOf }),
      ...(discriminator !== undefined && { discriminator }),
    });
    return base;
  };

  const listsChildren = (name: string): boolean => {
    const schema = schemas.get(name);
    return getArray(schema, 'oneOf').length > 0 || getArray(schema, 'anyOf').length > 0;
  };

  const visit = (name: string): void => {
    if (done.has(name) || !schemas.has(name)) return;
    within.push(name);
    const cut = cutIn(schemas.get(name), `/components/schemas/${escapeKey(name)}`, false);
    // A base may have been taken out of it meanwhile, which left only the list of children.
    if (!bases.has(name)) schemas.set(name, cut);
    within.pop();
    done.add(name);
  };

  const cutIn = (schema: unknown, pointer: string, extending: boolean): unknown => {
    if (!isObject(schema)) return schema;
    const target = targetOf(schema);
    if (target !== undefined) {
      if (!within.includes(target)) {
        visit(target);
        return schema;
      }
      const { $ref: _, ...notes } = schema;
      if (extending && listsChildren(target) && target !== within.at(-1)) return { ...refTo(baseOf(target)), ...notes };
      warn(pointer, `leads back to \`${target}\` with nothing between; it is left out`);
      return undefined;
    }
    let copy: Record<string, unknown> | undefined;
    for (const keyword of COMPOSITIONS) {
      const members = getArray(schema, keyword);
      const cut = members.map((member, index) => cutIn(member, `${pointer}/${keyword}/${index}`, keyword === 'allOf'));
      if (cut.every((member, index) => member === members[index])) continue;
      copy ??= { ...schema };
      const left = cut.filter((member) => member !== undefined);
      if (left.length > 0) copy[keyword] = left;
      else delete copy[keyword];
    }
    for (const keyword of CONDITIONS) {
      const cut = cutIn(schema[keyword], `${pointer}/${keyword}`, false);
      if (cut === schema[keyword]) continue;
      copy ??= { ...schema };
      delete copy[keyword];
      if (cut !== undefined) copy[keyword] = cut;
    }
    return copy ?? schema;
  };

  for (const name of [...schemas.keys()]) visit(name);
  return withSchemas(root, Object.fromEntries([...schemas].map(([name, schema]) => [name, schema ?? {}])));
};
