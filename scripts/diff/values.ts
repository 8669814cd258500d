import { isDeepStrictEqual } from 'node:util';
import type { Add } from './found.ts';
import { verdictOf } from './keywords.ts';
import type { Form, Way } from './meaning.ts';

/** Compares the types that two schemas allow, null apart. */
export function compareTypes(was: Form, is: Form, way: Way, add: Add): void {
  const [left, right] = [was.types, is.types].map((types) => types && new Set([...types].filter((t) => t !== 'null')));
  const lost = left ? [...left].filter((type) => right && !covers(right, type)) : right ? ['any'] : [];
  const gained = right ? [...right].filter((type) => left && !covers(left, type)) : left ? ['any'] : [];
  if (lost.length === 0 && gained.length === 0) return;
  const effect = lost.length > 0 && gained.length > 0 ? 'other' : lost.length > 0 ? 'narrower' : 'wider';
  // An integer in the place of any number is both: one less, and in words another.
  const shown = (types: ReadonlySet<string> | undefined): string => (types ? [...types].join(' or ') : 'anything');
  add(
    verdictOf(gained.length > 0 && lost.every((type) => type === 'integer') ? 'wider' : effect, way, 'widened'),
    [was, is],
    (of) => `The type of ${of} was ${shown(left)}, is ${shown(right)}.`,
    'type',
  );
}

function covers(types: ReadonlySet<string>, type: string): boolean {
  return types.has(type) || (type === 'integer' && types.has('number'));
}

/** Compares the values that two schemas list. */
export function compareValues(was: Form, is: Form, way: Way, add: Add): void {
  const listed = (form: Form): readonly unknown[] => [...(form.values ?? []), ...(form.suggested ?? [])];
  const [before, after] = [listed(was), listed(is)].map((values) => values.filter((value) => value !== null));
  const missing = (from: readonly unknown[], others: readonly unknown[]): unknown[] =>
    from.filter((value) => !others.some((other) => isDeepStrictEqual(value, other)));
  const [gone, fresh] = [missing(before!, after!), missing(after!, before!)];
  const isOpen = !was.values && !is.values;
  if (!isOpen && !was.values !== !is.values) {
    const said = is.values ? 'takes no other values any more than' : 'takes any other value beside';
    const words = (is.values ? after : before)!.map((value) => JSON.stringify(value)).join(', ');
    add(
      verdictOf(is.values ? 'narrower' : 'wider', way, 'widened'),
      [was, is],
      (of) => `${of} ${said} ${words}.`,
      'enum',
    );
    return;
  }
  for (const [values, isNew] of [
    [gone, false],
    [fresh, true],
  ] as const)
    for (const value of values) {
      const closed = isNew
        ? way === 'request'
          ? 'enumValueInRequest'
          : 'enumValueInAnswer'
        : verdictOf('narrower', way, 'loosened');
      add(
        isOpen ? 'openEnumValue' : isNew || way === 'answer' ? closed : 'enumValueGone',
        [was, is],
        (of) => `Value \`${String(value)}\` of ${of} was ${isNew ? 'added' : 'removed'}.`,
        'enum',
      );
    }
}
