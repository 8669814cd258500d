import { isDeepStrictEqual } from 'node:util';
import { type Subject, say } from './found.ts';
import { isAmong } from './intersect.ts';
import { verdictOf } from './keywords.ts';
import type { Form } from './meaning.ts';

/** Compares the types that two schemas allow, null apart. */
export function compareTypes(subject: Subject, was: Form, is: Form): void {
  // Where both list their values, these say which numbers are meant.
  const areListed = was.values && is.values;
  const called = (type: string): string => (areListed && type === 'integer' ? 'number' : type);
  const [left, right] = [was, is].map(
    ({ types }) => types && new Set([...types].filter((type) => type !== 'null').map(called)),
  );
  const lost = left ? [...left].filter((type) => right && !isAmong(right, type)) : right ? ['any'] : [];
  const gained = right ? [...right].filter((type) => left && !isAmong(left, type)) : left ? ['any'] : [];
  if (lost.length === 0 && gained.length === 0) return;
  // An integer in the place of any number is both: one less, and in words another.
  const isWider = gained.length > 0 && lost.every((type) => type === 'integer');
  const effect = isWider ? 'wider' : gained.length > 0 ? 'other' : 'narrower';
  const shown = (types: ReadonlySet<string> | undefined, all: Form['types']): string =>
    types ? [...types].join(' or ') || (all?.has('null') ? 'null' : 'nothing') : 'anything';
  const message = `the type of ${subject.label} was ${shown(left, was.types)}, is ${shown(right, is.types)}.`;
  say(subject, verdictOf(effect, subject.way, 'widened'), message, 'type');
}

/** Compares the values that two schemas list. */
export function compareValues(subject: Subject, was: Form, is: Form): void {
  const { label, way } = subject;
  const listed = (form: Form): readonly unknown[] =>
    [...(form.values ?? []), ...(form.suggested ?? [])].filter((value) => value !== null);
  const [before, after] = [listed(was), listed(is)];
  if (!was.values !== !is.values) {
    const words = (is.values ? after : before).map((value) => JSON.stringify(value)).join(', ');
    const said = is.values ? 'takes no other values any more than' : 'takes any other value beside';
    const rule = verdictOf(is.values ? 'narrower' : 'wider', way, 'widened');
    say(subject, rule, `${label} ${said} ${words}.`, 'enum');
    return;
  }
  const missing = (from: readonly unknown[], others: readonly unknown[]): unknown[] =>
    from.filter((value) => !others.some((other) => isDeepStrictEqual(value, other)));
  const isOpen = !was.values;
  const gone = way === 'request' ? 'enumValueGone' : 'loosened';
  const fresh = way === 'request' ? 'enumValueInRequest' : 'enumValueInAnswer';
  for (const value of missing(before, after))
    say(subject, isOpen ? 'openEnumValue' : gone, `value \`${shown(value)}\` of ${label} was removed.`, 'enum');
  for (const value of missing(after, before))
    say(subject, isOpen ? 'openEnumValue' : fresh, `value \`${shown(value)}\` of ${label} was added.`, 'enum');
}

function shown(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
