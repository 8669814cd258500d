import { get, getString, isObject } from '../../src/openapi/json.ts';
import type { Forms } from './form.ts';
import { isSame, type Node, note, type Pairs, taken } from './found.ts';
import { verdictOf } from './keywords.ts';
import { optionLabel } from './labels.ts';
import type { Form, Spot, Way } from './meaning.ts';

/** What compares two schemas. */
interface Schemas extends Pairs {
  readonly before: Forms;
  readonly after: Forms;
}

/** Compares alternatives: in whatever order they stand, each with the one that is meant by it. */
export function compareUnions(schemas: Schemas, was: Form, is: Form, way: Way, label: string, node: Node): void {
  const [before, after] = [was, is].map(optionsOf) as [Spot[], Spot[]];
  const left = [...before];
  const right = [...after];
  const name = (forms: Forms, { value }: Spot): string | undefined => forms.nameOf(value) ?? getString(value, 'title');
  const called = (forms: Forms, spot: Spot, all: readonly Spot[]): string =>
    name(forms, spot) ?? `option ${all.indexOf(spot) + 1}`;
  const pair = (one: Spot, other: Spot): Node =>
    schemas.pair(one, other, way, optionLabel(label, called(schemas.after, other, after)));
  const take = (isMatch: (one: Spot, other: Spot) => boolean): void => {
    for (const [one, other] of taken(left, right, isMatch)) node.next.push(pair(one, other));
  };
  take((one, other) => {
    const known = name(schemas.before, one);
    return known !== undefined && known === name(schemas.after, other);
  });
  take((one, other) => JSON.stringify(one.value) === JSON.stringify(other.value));
  take((one, other) => isSame(pair(one, other)));
  // What is left of two written in place is the same one changed; a name that is another is another alternative.
  const isUnnamed = (one: Spot, other: Spot): boolean =>
    schemas.before.nameOf(one.value) === undefined && schemas.after.nameOf(other.value) === undefined;
  if (left.length === right.length) take(isUnnamed);
  const add = note(node.found, label);
  // A schema without alternatives is all of them.
  const [wasAny, isAny] = [before.length === 0, after.length === 0];
  if (wasAny || isAny)
    add(verdictOf(isAny ? 'wider' : 'narrower', way, 'widened'), [was, is], (of) =>
      isAny
        ? `${of} is no longer one of several alternatives.`
        : `${of} must be one of ${after.length} alternatives now.`,
    );
  else {
    for (const spot of left)
      add(
        verdictOf('narrower', way, 'loosened'),
        [spot, undefined],
        (of) => `Alternative \`${called(schemas.before, spot, before)}\` of ${of} was removed.`,
      );
    for (const spot of right)
      add(
        verdictOf('wider', way, 'widened'),
        [undefined, spot],
        (of) => `Alternative \`${called(schemas.after, spot, after)}\` of ${of} was added.`,
      );
    const [one, two] = [was, is].map(({ unions }) => unions.some(({ exclusive }) => exclusive));
    if (one !== two && before.length > 1 && after.length > 1 && !disjoint(schemas, is))
      add(verdictOf(two ? 'narrower' : 'wider', way, 'loosened'), [was, is], (of) =>
        two ? `${of} must fit exactly one of its alternatives now.` : `${of} may fit several of its alternatives now.`,
      );
  }
}

/** The alternatives; of a schema without any but with properties or values, itself. */
function optionsOf({ unions }: Form): Spot[] {
  return unions.flatMap(({ options }) => options);
}

/** Whether no value fits two of the alternatives: they are of other types, or a field that all require tells them apart. */
function disjoint(schemas: Schemas, { unions }: Form): boolean {
  const options = unions.flatMap(({ options: each }) => each);
  const forms = options.map((option) => schemas.after.form(option));
  const apart = (one: Form, other: Form): boolean => {
    if (one.types && other.types && ![...one.types].some((type) => other.types?.has(type))) return true;
    return [...one.required].some((name) => {
      const [a, b] = [one, other].map((form) => valuesOf(form.fields.get(name)?.value));
      return other.required.has(name) && a && b && !a.some((value) => b.includes(value));
    });
  };
  return forms.every((one, index) => forms.slice(index + 1).every((other) => apart(one, other)));
}

function valuesOf(schema: unknown): readonly unknown[] | undefined {
  if (!isObject(schema)) return undefined;
  if (Object.hasOwn(schema, 'const')) return [schema['const']];
  const listed = get(schema, 'enum');
  return Array.isArray(listed) ? listed : undefined;
}

function isSeveral({ unions }: Form): boolean {
  return unions.length > 0;
}

function hasParts({ fields, values, rules, conditions }: Form): boolean {
  return fields.size > 0 || values !== undefined || rules.size > 0 || conditions.length > 0;
}

/** A schema, as the only one of its alternatives where the other side has several: it may have become one of them. */
export function besides(form: Form, other: Form, spot: Spot): Form {
  const isOne = isSeveral(other) && !isSeveral(form) && hasParts(form) && !hasParts(other);
  return isOne ? among(form, spot) : form;
}

function among(form: Form, spot: Spot): Form {
  const unions = [{ exclusive: false, options: [spot] }];
  const rest = { values: undefined, fields: new Map(), required: new Set<string>(), rules: new Map(), conditions: [] };
  return { ...form, ...rest, unions };
}
