import { getString } from '../../src/openapi/json.ts';
import type { Forms } from './form.ts';
import { isSame, type Node, type Pairs, type Subject, say, taken } from './found.ts';
import { isAmong } from './intersect.ts';
import { verdictOf } from './keywords.ts';
import { optionLabel } from './labels.ts';
import type { Form, Spot } from './meaning.ts';
import { compareTypes } from './values.ts';

/** What compares two schemas. */
interface Schemas extends Pairs {
  readonly before: Forms;
  readonly after: Forms;
}

/** Compares alternatives: in whatever order they stand, each with the one that is meant by it. */
export function compareUnions(schemas: Schemas, owner: Subject, was: Form, is: Form): void {
  const { label, way, node } = owner;
  const [before, after] = [was, is].map(optionsOf) as [Spot[], Spot[]];
  const [left, right] = [[...before], [...after]];
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
  // A schema without alternatives is all of them.
  if (before.length === 0 || after.length === 0) {
    const isAny = after.length === 0;
    const [plain, listed] = isAny ? [is, was] : [was, is];
    if (plain.types) compareTypes(owner, was, is);
    const options = (isAny ? before : after).map((spot) => (isAny ? schemas.before : schemas.after).form(spot));
    if (isOneOf(plain, options, listed)) return;
    const said = isAny ? 'is no longer one of several alternatives' : `must be one of ${after.length} alternatives now`;
    say(owner, verdictOf(isAny ? 'wider' : 'narrower', way, 'widened'), `${label} ${said}.`);
    return;
  }
  for (const spot of left) {
    const said = `alternative \`${called(schemas.before, spot, before)}\` of ${label} was removed.`;
    say({ node, was: spot, is: undefined }, verdictOf('narrower', way, 'loosened'), said);
  }
  for (const spot of right) {
    const said = `alternative \`${called(schemas.after, spot, after)}\` of ${label} was added.`;
    say({ node, was: undefined, is: spot }, verdictOf('wider', way, 'widened'), said);
  }
  const [one, two] = [was, is].map(({ unions }) => unions.some(({ exclusive }) => exclusive));
  if (one === two || before.length === 1 || after.length === 1 || disjoint(schemas.after, after)) return;
  const said = two ? 'must fit exactly one of its alternatives now' : 'may fit several of its alternatives now';
  say(owner, verdictOf(two ? 'narrower' : 'wider', way, 'loosened'), `${label} ${said}.`);
}

/** Whether what one side takes plainly is still taken whole, by one alternative for each of its types. */
function isOneOf(plain: Form, options: readonly Form[], { types, unions }: Form): boolean {
  const isExclusive = unions.some(({ exclusive }) => exclusive);
  const kept = [...(plain.types ?? [])].filter((type) => type !== 'null' && (!types || isAmong(types, type)));
  const mayTake = ({ types: own, required }: Form, type: string): boolean =>
    [...required].every((name) => plain.fields.has(name)) &&
    (!own || isAmong(own, type) || [...own].some((each) => isAmong(new Set([type]), each)));
  const takesAll = (option: Form): boolean =>
    !hasParts(option) && option.unions.length === 0 && [...option.required].every((name) => plain.required.has(name));
  return (
    kept.length > 0 &&
    kept.every((type) => {
      const [one, ...others] = options.filter((option) => mayTake(option, type));
      return one && (isExclusive ? others.length === 0 && takesAll(one) : [one, ...others].some(takesAll));
    })
  );
}

function optionsOf({ unions }: Form): Spot[] {
  return unions.flatMap(({ options }) => options);
}

/** Whether no value fits two of the alternatives: they are of other types, or a field that all require tells them apart. */
function disjoint(all: Forms, options: readonly Spot[]): boolean {
  const forms = options.map((option) => all.form(option));
  const apart = (one: Form, other: Form): boolean => {
    if (one.types && other.types && ![...one.types].some((type) => other.types?.has(type))) return true;
    return [...one.required].some((name) => {
      const fields = [one, other].map(({ fields }) => fields.get(name));
      const [a, b] = fields.map((field) => field && all.form(field).values);
      return other.required.has(name) && a && b && !a.some((value) => b.includes(value));
    });
  };
  return forms.every((one, index) => forms.slice(index + 1).every((other) => apart(one, other)));
}

/** A schema, as the only one of its alternatives where the other side has several: it may have become one of them. */
export function besides(form: Form, other: Form, spot: Spot): Form {
  const isOne = other.unions.length > 0 && form.unions.length === 0 && hasParts(form) && !hasParts(other);
  if (!isOne) return form;
  const rest = { values: undefined, fields: new Map(), required: new Set<string>(), rules: new Map(), conditions: [] };
  return { ...form, ...rest, unions: [{ exclusive: false, options: [spot] }] };
}

function hasParts({ fields, values, rules, conditions }: Form): boolean {
  return fields.size > 0 || values !== undefined || rules.size > 0 || conditions.length > 0;
}
