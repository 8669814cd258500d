import { isObject, type Json } from '../../src/openapi/json.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { BOUNDS, compareBounds } from './bounds.ts';
import { compareConditions } from './conditions.ts';
import { compareFields } from './fields.ts';
import { Forms, type Peeled } from './form.ts';
import { inBoth, type Node, type Subject, say } from './found.ts';
import { compareRule, verdictOf } from './keywords.ts';
import { memberLabel, PARTS, partLabel } from './labels.ts';
import { ANYTHING, type Form, IN_SCHEMAS, MAPS, type Spot, type Way } from './meaning.ts';
import { compareNotes, type Notes } from './notes.ts';
import { besides, compareUnions } from './unions.ts';
import { compareTypes, compareValues } from './values.ts';

/** Compares the schemas of two documents, each pair that belongs together once for each way that its values go. */
export class Schemas {
  readonly before: Forms;
  readonly after: Forms;
  readonly #pairs = new Map<string, Node>();
  readonly #numbers = new WeakMap<object, number>();
  readonly #named: (name: string) => string | undefined;
  #count = 0;

  /** @param named The schemas that have a name in the documents themselves: others were given one. */
  constructor(before: Json, after: Json, named: (name: string) => string | undefined) {
    this.#named = named;
    this.before = new Forms(before);
    this.after = new Forms(after);
  }

  /** @param place What the value is in words, where its schema has no name. */
  pair(before: Spot, after: Spot, way: Way, place: string): Node {
    const node: Node = { found: [], next: [] };
    const subject: Subject = { label: this.#nameOf(before, after) ?? place, way, node, was: before, is: after };
    const [was, is] = [this.before.peel(before), this.after.peel(after)];
    // What a reference does not say of itself, its target does. Between two that have names, that is said once.
    const areNamed = was.isNamed && is.isNamed;
    node.next.push(this.#inner(subject, was.inner, is.inner, areNamed));
    const own = new Set([...was.notes.keys(), ...is.notes.keys()]);
    const notes = (forms: Forms, { inner, notes }: Peeled): Notes =>
      new Map([...forms.form(inner).notes, ...notes].filter(([key]) => !areNamed || own.has(key)));
    if (!areNamed || own.size > 0) compareNotes(subject, notes(this.before, was), notes(this.after, is));
    this.#null(subject, before, after);
    return node;
  }

  #nameOf(before: Spot, after: Spot): string | undefined {
    const given = this.after.nameOf(after.value) ?? this.before.nameOf(before.value);
    const name = given === undefined ? undefined : this.#named(given);
    return name === undefined ? undefined : `\`${name}\``;
  }

  #null(subject: Subject, before: Spot, after: Spot): void {
    const kinds = [this.before.types(before.value), this.after.types(after.value)];
    const [left, right] = kinds.map((types) => types?.has('null'));
    if (left === undefined || right === undefined || left === right) return;
    const said = right ? 'may be null now' : 'may no longer be null';
    say(subject, verdictOf(right ? 'wider' : 'narrower', subject.way, 'widened'), `${subject.label} ${said}.`);
  }

  #inner({ label, way }: Subject, before: Spot, after: Spot, saysNotes: boolean): Node {
    const key = `${this.#number(before.value)} ${this.#number(after.value)} ${way}`;
    const known = this.#pairs.get(key);
    if (known) return known;
    const node: Node = { found: [], next: [] };
    this.#pairs.set(key, node);
    if (before.value === false || after.value === false) {
      const isGone = after.value === false;
      const said = `${label} can ${isGone ? 'no longer be there' : 'be there now'}.`;
      const rule = verdictOf(isGone ? 'narrower' : 'wider', way, 'widened');
      if (before.value !== after.value) say({ node, was: before, is: after }, rule, said);
      return node;
    }
    const [was, is] = [this.before.form(before), this.after.form(after)];
    const subject: Subject = { label, way, node, was, is };
    if (saysNotes) compareNotes(subject, was.notes, is.notes);
    this.#forms(subject, besides(was, is, before), besides(is, was, after));
    return node;
  }

  #number(value: unknown): number | string {
    if (typeof value !== 'object' || value === null) return String(value);
    const known = this.#numbers.get(value) ?? ++this.#count;
    this.#numbers.set(value, known);
    return known;
  }

  #forms(subject: Subject, was: Form, is: Form): void {
    const unions = was.unions.length > 0 || is.unions.length > 0;
    if (!unions) compareTypes(subject, was, is);
    compareValues(subject, was, is);
    compareFields(this, subject, was, is);
    compareBounds(subject, was, is);
    for (const [key, left, right] of inBoth(was.rules, is.rules)) {
      if (BOUNDS.has(key)) continue;
      if (MAPS.has(key)) this.#map(subject, key, [left, right], [was, is]);
      else if (IN_SCHEMAS.has(key)) this.#child(subject, key, left, right);
      else {
        const places = { was: left ?? subject.was, is: right ?? subject.is };
        compareRule({ ...subject, ...places }, key, left?.value, right?.value);
      }
    }
    compareConditions(this, subject, was, is);
    if (unions) compareUnions(this, subject, was, is);
  }

  #child(subject: Subject, key: string, left: Spot | undefined, right: Spot | undefined): void {
    const { label, way, node } = subject;
    const closes = key !== 'items' && (left?.value === false || right?.value === false);
    if (!closes) {
      const place = partLabel(label, key === 'items' ? '[]' : '{}', PARTS[key] ?? 'values');
      node.next.push(this.pair(left ?? ANYTHING, right ?? { ...ANYTHING, pointer: subject.is!.pointer }, way, place));
      return;
    }
    if (left?.value === right?.value) return;
    const isNow = right?.value === false;
    // A client lets pass what it does not know; a map whose values it reads is another thing.
    const isMap = isObject(left?.value) && Object.keys(left.value).length > 0;
    const rule = isNow && (way === 'request' || isMap) ? 'requestNarrower' : 'loosened';
    const said = isNow ? 'has no other properties any more' : 'may have other properties now';
    say({ ...subject, was: left ?? subject.was, is: right ?? subject.is }, rule, `${label} ${said}.`);
  }

  #map(
    { label, way, node }: Subject,
    key: string,
    spots: readonly (Spot | undefined)[],
    forms: readonly [Form, Form],
  ): void {
    const at = (index: number, name: string): Spot => {
      const value = Object(spots[index]?.value);
      if (Object.hasOwn(value, name))
        return { value: value[name], pointer: `${spots[index]!.pointer}/${escapeKey(name)}` };
      // Where no place in a list is named, it is an item like any other.
      return (key === 'prefixItems' && forms[index]!.rules.get('items')) || ANYTHING;
    };
    for (const name of new Set(spots.flatMap((spot) => Object.keys(Object(spot?.value)))))
      node.next.push(this.pair(at(0, name), at(1, name), way, memberLabel(label, key, name)));
  }
}
