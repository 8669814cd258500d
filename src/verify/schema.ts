import { isNull } from '../openapi/canonical.ts';
import { targetOf } from '../openapi/components.ts';
import { getArray, getObject, isObject, type Json } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import { escapeKey } from '../openapi/pointer.ts';
import { matches } from '../testing/judge.ts';
import type { Claim, Sight, Unknown } from './ledger.ts';
import { type Place, presence, propertyPlace, rulesOf } from './rules.ts';
import { described, isName, isWord, schemaOf } from './values.ts';

/** What a value says of the schemas that it is of. */
export interface Seen {
  readonly sights: readonly Sight[];
  readonly unknowns: readonly Unknown[];
}

/** Which properties were asked for, of the objects at a place of the value; the others need not be there. */
export interface Selection {
  readonly at: string;
  readonly names: ReadonlySet<string>;
}

interface Child {
  readonly schema: unknown;
  readonly place: Place;
  /** The values that are of it: of an object, of a list, or the value itself. */
  readonly values: (value: unknown) => readonly unknown[];
}

/** Reads schemas and values side by side. */
export class SchemaReader {
  readonly #schemas: Json;

  constructor({ schemas }: Pick<Model, 'schemas'>) {
    this.#schemas = schemas;
  }

  /** All that a schema says, and those in it. */
  claims(schema: unknown, place: Place, seen: Set<string> = new Set()): Claim[] {
    const [found, at] = this.#resolved(schema, place);
    if (!isObject(found) || seen.has(at.pointer)) return [];
    seen.add(at.pointer);
    const inside = [...this.#all(found, at), ...choicesOf(found, at)].flatMap(({ schema: child, place: where }) => [
      ...(where.owner === at.owner ? [] : [presence(where)]),
      ...this.claims(child, where, seen),
    ]);
    const choice = choiceClaim(found, at);
    return [...rulesOf(found, at).map(({ claim }) => claim), ...(choice ? [choice] : []), ...inside];
  }

  /** What a value says of a schema; of what it holds beside, where `whole` and nothing says that there may be more. */
  look(schema: unknown, value: unknown, place: Place, selection?: Selection, whole = true): Seen {
    const [found, at] = this.#resolved(schema, place);
    if (!isObject(found)) return { sights: [], unknowns: [] };
    const selected = selection?.at === at.at ? selection.names : undefined;
    const parts: Seen[] = [];
    const own = rulesOf(found, at).flatMap(({ look }) => look(value, selected) ?? []);
    for (const { schema: child, place: where, values } of this.#all(found, at)) {
      const named = where.owner !== at.owner;
      for (const each of values(value)) {
        if (named) own.push({ claim: presence(where) });
        parts.push(this.look(child, each, where, selection, where.at !== at.at));
      }
    }
    // Of one form beside null, that form says what is unknown, and where it would stand.
    const single =
      !('properties' in found) && choicesOf(found, at).filter(({ schema: each }) => !isNull(each)).length === 1;
    parts.push(this.#choose(found, value, at, selection, whole && single));
    const unknowns = whole && !single && isObject(value) ? this.#strangers(found, value, at) : [];
    return {
      sights: [...own, ...parts.flatMap(({ sights }) => sights)],
      unknowns: [...unknowns, ...parts.flatMap((part) => part.unknowns)],
    };
  }

  /** One alternative that fits is enough; where none does, the one of the value's type tells what is wrong. */
  #choose(schema: Json, value: unknown, place: Place, selection: Selection | undefined, whole: boolean): Seen {
    const choice = choiceClaim(schema, place);
    if (!choice) return { sights: [], unknowns: [] };
    const looked = choicesOf(schema, place).map((child) =>
      this.look(child.schema, value, child.place, selection, whole),
    );
    const fits = looked.filter(({ sights }) => sights.every(({ came }) => came === undefined));
    const near = looked.filter(({ sights }) =>
      sights.every(({ claim, came }) => came === undefined || !claim.pointer.endsWith('/type')),
    );
    if (fits.length === 0 && near.length === 1) return near[0]!;
    const came = fits.length > 0 ? undefined : described(value);
    const seen = {
      sights: [{ claim: choice, came }, ...fits.flatMap(({ sights }) => sights)],
      unknowns: fits.flatMap(({ unknowns }) => unknowns),
    };
    const values = looked.flatMap(({ sights }) =>
      sights.filter(({ claim, came: other }) => other !== undefined && claim.pointer.endsWith('/enum')),
    );
    if (fits.length === 0 || values.length === 0 || typeof value !== 'string') return seen;
    const { claim } = values[0]!;
    const name = isWord(value) ? value : `a string of ${[...value].length} characters`;
    const unknown: Unknown = { kind: 'value', pointer: claim.pointer, name, subject: claim.subject };
    return { ...seen, unknowns: [...seen.unknowns, ...(place.secret ? [] : [unknown])] };
  }

  /** Properties that nothing names and nothing allows. */
  #strangers(schema: Json, value: Json, place: Place): Unknown[] {
    const named = this.#named(schema);
    if (named === 'any' || place.secret) return [];
    return Object.keys(value).flatMap((name): Unknown[] => {
      if (named.has(name)) return [];
      const shown = isName(name) ? name : `a name of ${[...name].length} characters`;
      return [
        {
          kind: 'field',
          pointer: place.pointer,
          name: shown,
          subject: presence(place).subject,
          schema: schemaOf(value[name]),
        },
      ];
    });
  }

  /** The names of all properties that an object may have. `part`: one of several that hold together. */
  #named(schema: unknown, part = false, within: ReadonlySet<unknown> = new Set()): ReadonlySet<string> | 'any' {
    const [found] = this.#resolved(schema, HERE);
    if (!isObject(found) || within.has(found)) return part || within.has(found) ? NONE : 'any';
    const { additionalProperties: more, patternProperties, type } = found;
    if ((more !== undefined && more !== false) || patternProperties !== undefined) return 'any';
    const own = Object.keys(getObject(found, 'properties') ?? {});
    const inside = new Set([...within, found]);
    const names = [
      ...getArray(found, 'allOf').map((each) => this.#named(each, true, inside)),
      ...choicesOf(found, HERE).map((each) => this.#named(each.schema, own.length > 0, inside)),
    ];
    if (names.includes('any')) return 'any';
    if (own.length > 0 || names.length > 0) return new Set([...own, ...names.flatMap((each) => [...each])]);
    const isObjectOnly = type === undefined || [type].flat().includes('object');
    return isObjectOnly && more === undefined && !part ? 'any' : NONE;
  }

  #resolved(schema: unknown, place: Place): [schema: unknown, place: Place] {
    const name = targetOf(schema);
    const secret = place.secret || getObject({ schema }, 'schema')?.['x-sensitive'] === true;
    if (name === undefined) return [schema, { ...place, secret }];
    const pointer = `/components/schemas/${escapeKey(name)}`;
    return this.#resolved(this.#schemas[name], { pointer, owner: pointer, path: '', of: name, at: place.at, secret });
  }

  /** The schemas in one that hold for all of its values. */
  #all(schema: Json, place: Place): Child[] {
    const { pointer, at } = place;
    const patterns = getObject(schema, 'patternProperties') ?? {};
    const properties = getObject(schema, 'properties') ?? {};
    const prefix = getArray(schema, 'prefixItems');
    const others = (value: unknown): unknown[] =>
      isObject(value)
        ? Object.keys(value)
            .filter(
              (name) =>
                !Object.hasOwn(properties, name) && !Object.keys(patterns).some((pattern) => matches(pattern, name)),
            )
            .map((name) => value[name])
        : [];
    const inside = (keyword: string, child: unknown, values: Child['values']): Child => ({
      schema: child,
      place: { ...place, pointer: `${pointer}/${keyword}`, at: `${at}/*` },
      values,
    });
    return [
      ...getArray(schema, 'allOf').map((child, index) => ({
        schema: child,
        place: { ...place, pointer: `${pointer}/allOf/${index}` },
        values: (value: unknown) => [value],
      })),
      ...Object.entries(properties).map(([name, child]) => ({
        schema: child,
        place: propertyPlace(place, name),
        values: (value: unknown) => (isObject(value) && Object.hasOwn(value, name) ? [value[name]] : []),
      })),
      ...Object.entries(patterns).map(([pattern, child]) =>
        inside(`patternProperties/${escapeKey(pattern)}`, child, (value) =>
          isObject(value)
            ? Object.keys(value)
                .filter((name) => matches(pattern, name))
                .map((name) => value[name])
            : [],
        ),
      ),
      ...prefix.map((child, index) =>
        inside(`prefixItems/${index}`, child, (value) => (Array.isArray(value) ? value.slice(index, index + 1) : [])),
      ),
      ...('items' in schema
        ? [inside('items', schema['items'], (value) => (Array.isArray(value) ? value.slice(prefix.length) : []))]
        : []),
      ...(isObject(schema['additionalProperties'])
        ? [inside('additionalProperties', schema['additionalProperties'], others)]
        : []),
    ];
  }
}

const HERE: Place = { pointer: '', owner: '', path: '', of: '', at: '' };
const NONE: ReadonlySet<string> = new Set();

function choicesOf(schema: Json, place: Place): Child[] {
  return ['anyOf', 'oneOf'].flatMap((keyword) =>
    getArray(schema, keyword).map((child, index) => ({
      schema: child,
      place: { ...place, pointer: `${place.pointer}/${keyword}/${index}` },
      values: (value: unknown) => [value],
    })),
  );
}

function choiceClaim(schema: Json, place: Place): Claim | undefined {
  const keyword = ['anyOf', 'oneOf'].find((each) => getArray(schema, each).length > 0);
  return keyword === undefined
    ? undefined
    : { ...presence(place), pointer: `${place.pointer}/${keyword}`, words: 'has one of the forms that are listed' };
}
