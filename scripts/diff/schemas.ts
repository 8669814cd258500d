import { isObject, type Json } from '../../src/openapi/json.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { Alike } from './alike.ts';
import { compareConditions } from './conditions.ts';
import { compareFields } from './fields.ts';
import { Forms, type Peeled } from './form.ts';
import { type Found, type Node, note } from './found.ts';
import { compareRule, verdictOf } from './keywords.ts';
import { memberLabel, PARTS, partLabel } from './labels.ts';
import { ANYTHING, type Form, IN_SCHEMAS, MAPS, type Spot, type Way } from './meaning.ts';
import { compareNotes } from './notes.ts';
import { besides, compareUnions } from './unions.ts';
import { compareTypes, compareValues } from './values.ts';

/** Compares the schemas of two documents, each pair that belongs together once for each way that its values go. */
export class Schemas {
  readonly before: Forms;
  readonly after: Forms;
  readonly #pairs = new Map<string, Node>();
  readonly #numbers = new WeakMap<object, number>();
  readonly #alike: Alike;
  readonly #named: (name: string) => string | undefined;
  #count = 0;

  /** @param named The schemas that have a name in the documents themselves: others were given one. */
  constructor(before: Json, after: Json, named: (name: string) => string | undefined) {
    this.#named = named;
    this.#alike = new Alike(before, after);
    this.before = new Forms(before);
    this.after = new Forms(after);
  }

  /** @param place What the value is in words, where its schema has no name. */
  pair(before: Spot, after: Spot, way: Way, place: string): Node {
    if (this.#alike.has(before.value, after.value)) return { found: [], next: [] };
    const label = this.#nameOf(before, after) ?? place;
    const [was, is] = [this.before.peel(before), this.after.peel(after)];
    const found: Found[] = [];
    const add = note(found, label);
    // What a reference does not say of itself, its target does. Between two that have names, that is said once.
    const areNamed = was.isNamed && is.isNamed;
    const inner = this.#inner(was.inner, is.inner, way, label, !areNamed);
    const own = new Set([...was.notes.keys(), ...is.notes.keys()]);
    if (!areNamed || own.size > 0) {
      const [left, right] = [
        new Map([...this.before.form(was.inner).notes, ...was.notes]),
        new Map([...this.after.form(is.inner).notes, ...is.notes]),
      ];
      for (const key of [...left.keys(), ...right.keys()])
        if (areNamed && !own.has(key)) for (const notes of [left, right]) notes.delete(key);
      compareNotes(left, right, way, add, [before.pointer, after.pointer]);
    }
    this.#null(was, is, before, after, way, add);
    return { found, next: [inner] };
  }

  #nameOf(before: Spot, after: Spot): string | undefined {
    const given = this.after.nameOf(after.value) ?? this.before.nameOf(before.value);
    const name = given === undefined ? undefined : this.#named(given);
    return name === undefined ? undefined : `\`${name}\``;
  }

  #null(was: Peeled, is: Peeled, before: Spot, after: Spot, way: Way, add: ReturnType<typeof note>): void {
    const kinds = [this.before.types(was.inner.value), this.after.types(is.inner.value)];
    const [left, right] = [was, is].map(({ nullable }, index) => nullable || kinds[index]?.has('null'));
    if (!kinds[0] || !kinds[1] || left === right) return;
    const said = right ? 'may be null now' : 'may no longer be null';
    add(verdictOf(right ? 'wider' : 'narrower', way, 'widened'), [before, after], (of) => `${of} ${said}.`);
  }

  #inner(before: Spot, after: Spot, way: Way, label: string, areNotesSaid: boolean): Node {
    const key = `${this.#number(before.value)} ${this.#number(after.value)} ${way}`;
    const known = this.#pairs.get(key);
    if (known) return known;
    const node: Node = { found: [], next: [] };
    this.#pairs.set(key, node);
    if (before.value === false || after.value === false) {
      const add = note(node.found, label);
      if (before.value !== after.value)
        add(verdictOf(after.value === false ? 'narrower' : 'wider', way, 'widened'), [before, after], (of) =>
          after.value === false ? `${of} can no longer be there.` : `${of} can be there now.`,
        );
      return node;
    }
    const [was, is] = [this.before.form(before), this.after.form(after)];
    if (!areNotesSaid) compareNotes(was.notes, is.notes, way, note(node.found, label), [was.pointer, is.pointer]);
    this.#forms(besides(was, is, before), besides(is, was, after), way, label, node);
    return node;
  }

  #number(value: unknown): number | string {
    if (typeof value !== 'object' || value === null) return String(value);
    const known = this.#numbers.get(value) ?? ++this.#count;
    this.#numbers.set(value, known);
    return known;
  }

  #forms(was: Form, is: Form, way: Way, label: string, node: Node): void {
    const add = note(node.found, label);
    const unions = was.unions.length > 0 || is.unions.length > 0;
    if (!unions) compareTypes(was, is, way, add);
    compareValues(was, is, way, add);
    compareFields(this, was, is, way, label, node);
    const keys = new Set([...was.rules.keys(), ...is.rules.keys()]);
    for (const key of keys) {
      const [left, right] = [was.rules.get(key), is.rules.get(key)];
      if (MAPS.has(key)) this.#map(key, [left, right], [was, is], way, label, node);
      else if (!IN_SCHEMAS.has(key)) compareRule(key, [left, right], [was, is], way, add);
      else this.#child(key, [left, right], [was, is], way, label, node);
    }
    compareConditions(this, was, is, way, label, node);
    if (unions) compareUnions(this, was, is, way, label, node);
  }

  #child(
    key: string,
    [left, right]: readonly [Spot | undefined, Spot | undefined],
    forms: readonly [Form, Form],
    way: Way,
    label: string,
    node: Node,
  ): void {
    const closes = key !== 'items' && (left?.value === false || right?.value === false);
    if (!closes) {
      const [before, after] = [left ?? ANYTHING, right ?? { ...ANYTHING, pointer: forms[1].pointer }];
      node.next.push(
        this.pair(before, after, way, partLabel(label, key === 'items' ? '[]' : '{}', PARTS[key] ?? 'values')),
      );
      return;
    }
    if (left?.value === right?.value) return;
    const isNow = right?.value === false;
    const open = isNow ? left : right;
    const add = note(node.found, label);
    // A client lets pass what it does not know; a map whose values it reads is another thing.
    const isMap = isObject(open?.value) && Object.keys(open.value).length > 0;
    const rule = !isNow
      ? 'loosened'
      : way === 'request' || isMap
        ? verdictOf('narrower', 'request', 'loosened')
        : 'loosened';
    add(rule, [left ?? forms[0], right ?? forms[1]], (of) =>
      isNow ? `${of} has no other properties any more.` : `${of} may have other properties now.`,
    );
  }

  #map(
    key: string,
    spots: readonly (Spot | undefined)[],
    forms: readonly [Form, Form],
    way: Way,
    label: string,
    node: Node,
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
