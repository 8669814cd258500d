import { escapeKey } from '../../src/openapi/pointer.ts';
import { inBoth, type Pairs, type Subject, say } from './found.ts';
import { compareRequired, newIn } from './keywords.ts';
import { partLabel } from './labels.ts';
import type { Form } from './meaning.ts';

/** Compares the properties of two objects. */
export function compareFields(schemas: Pairs, owner: Subject, was: Form, is: Form): void {
  const { label, way, node } = owner;
  const required = (name: string): boolean[] => [was, is].map((form) => form.required.has(name));
  const called = (name: string): string => `property \`${name}\` of ${label}`;
  for (const [name, left, right] of inBoth(was.fields, is.fields)) {
    const subject = { ...owner, label: called(name), was: left, is: right };
    if (left && right) {
      node.next.push(schemas.pair(left, right, way, partLabel(label, `.${name}`, `\`${name}\``)));
      compareRequired(subject, required(name), ['propertyRequired', 'propertyOptional']);
    } else if (right) {
      const isNeeded = way === 'request' && is.required.has(name);
      const verb = `was added${isNeeded ? ' and is required' : ''}`;
      say(subject, isNeeded ? 'propertyRequired' : newIn(way), `${subject.label} ${verb}.`);
    } else if (is.hides.includes(name)) {
      const [rule, now] =
        way === 'answer'
          ? (['writeOnlyInAnswer', 'write-only'] as const)
          : (['readOnlyInRequest', 'read-only'] as const);
      const place = { pointer: `${is.pointer}/properties/${escapeKey(name)}` };
      say({ ...subject, is: place }, rule, `${subject.label} is ${now} now.`);
    } else say(subject, way === 'answer' ? 'propertyRemoved' : 'notInRequest', `${subject.label} was removed.`);
  }
  // Of another part of an `allOf`, the names of what this way never carries may be left.
  const known = new Set([...was.hides, ...is.hides, ...was.fields.keys(), ...is.fields.keys()]);
  for (const name of new Set([...was.required, ...is.required]))
    if (!known.has(name))
      compareRequired({ ...owner, label: called(name) }, required(name), ['requestNarrower', 'answerWider']);
}
