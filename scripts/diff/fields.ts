import { escapeKey } from '../../src/openapi/pointer.ts';
import { inBoth, type Pairs, type Subject, say } from './found.ts';
import { comparePresence } from './keywords.ts';
import { partLabel } from './labels.ts';
import type { Form } from './meaning.ts';

/** Compares the properties of two objects. */
export function compareFields(schemas: Pairs, owner: Subject, was: Form, is: Form): void {
  const { label, way, node } = owner;
  const required = (name: string): boolean[] => [was, is].map((form) => form.required.has(name));
  const called = (name: string): string => `property \`${name}\` of ${label}`;
  for (const [name, left, right] of inBoth(was.fields, is.fields)) {
    const subject = { ...owner, label: called(name), was: left, is: right };
    if (!right && is.hides.includes(name)) {
      const place = { pointer: `${is.pointer}/properties/${escapeKey(name)}` };
      const [rule, now] = HIDDEN[way];
      say({ ...subject, is: place }, rule, `${subject.label} is ${now} now.`);
      continue;
    }
    if (left && right) node.next.push(schemas.pair(left, right, way, partLabel(label, `.${name}`, `\`${name}\``)));
    // That a new one is always there is no news to whoever reads it.
    const areRequired = left || way === 'request' ? required(name) : [];
    comparePresence(subject, 'property', areRequired);
  }
  // Of another part of an `allOf`, the names of what this way never carries may be left.
  const known = new Set([...was.hides, ...is.hides, ...was.fields.keys(), ...is.fields.keys()]);
  for (const name of new Set([...was.required, ...is.required]))
    if (!known.has(name)) comparePresence({ ...owner, label: called(name) }, 'name', required(name));
}

const HIDDEN = { request: ['readOnlyInRequest', 'read-only'], answer: ['writeOnlyInAnswer', 'write-only'] } as const;
