import { escapeKey } from '../../src/openapi/pointer.ts';
import { type Node, note, type Pairs } from './found.ts';
import { verdictOf } from './keywords.ts';
import { partLabel } from './labels.ts';
import type { Form, Way } from './meaning.ts';

/** Compares the properties of two objects. */
export function compareFields(schemas: Pairs, was: Form, is: Form, way: Way, label: string, node: Node): void {
  for (const name of new Set([...was.fields.keys(), ...is.fields.keys()])) {
    const [left, right] = [was.fields.get(name), is.fields.get(name)];
    const add = note(node.found, label);
    const must = is.required.has(name);
    const said =
      (verb: string) =>
      (of: string): string =>
        `Property \`${name}\` of ${of} ${verb}.`;
    if (left && right) {
      node.next.push(schemas.pair(left, right, way, partLabel(label, `.${name}`, `\`${name}\``)));
      if (was.required.has(name) === must) continue;
      const rule = must
        ? way === 'request'
          ? 'propertyRequired'
          : 'loosened'
        : way === 'request'
          ? 'required'
          : 'propertyOptional';
      add(rule, [left, right], said(must ? 'became required' : 'is no longer required'));
    } else if (right) {
      const rule = way === 'answer' ? 'newInAnswer' : must ? 'propertyRequired' : 'newInRequest';
      add(rule, [was, right], said(must && way === 'request' ? 'was added and is required' : 'was added'));
    } else if (left) {
      const hidden = is.hides.includes(name);
      const rule =
        way === 'answer'
          ? hidden
            ? 'writeOnlyInAnswer'
            : 'propertyRemoved'
          : hidden
            ? 'readOnlyInRequest'
            : 'notInRequest';
      const verb = hidden ? (way === 'answer' ? 'is write-only now' : 'is read-only now') : 'was removed';
      add(rule, [left, hidden ? { pointer: `${is.pointer}/properties/${escapeKey(name)}` } : undefined], said(verb));
    }
  }
  // Of another part of an `allOf`, the names of what this way never carries may be left.
  const hidden = new Set([...was.hides, ...is.hides]);
  for (const name of new Set([...was.required, ...is.required])) {
    if (
      hidden.has(name) ||
      was.fields.has(name) ||
      is.fields.has(name) ||
      was.required.has(name) === is.required.has(name)
    )
      continue;
    const must = is.required.has(name);
    note(node.found, label)(
      verdictOf(must ? 'narrower' : 'wider', way, 'required'),
      [was, is],
      (of) => `Property \`${name}\` of ${of} ${must ? 'became' : 'is no longer'} required.`,
    );
  }
}
