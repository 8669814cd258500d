import { isDeepStrictEqual } from 'node:util';
import type { Add } from './found.ts';
import type { Form, Spot, Way } from './meaning.ts';
import type { Case } from './policy.ts';
import { valueInWords } from './words.ts';

/** What became of the values that a schema allows. */
export type Effect = 'narrower' | 'wider' | 'other';

/** A request that may hold less is refused where it was taken; an answer that may hold more is not understood. */
export function verdictOf(effect: Effect, way: Way, harmless: Case): Case {
  if (way === 'request') return effect === 'wider' ? harmless : 'requestNarrower';
  return effect === 'narrower' ? 'loosened' : 'answerWider';
}

const RANKS: Readonly<Record<string, number>> = { int32: 1, int64: 2, float: 1, double: 2 };

/** A keyword that constrains. */
export function compareRule(
  key: string,
  [left, right]: readonly [Spot | undefined, Spot | undefined],
  forms: readonly [Form, Form],
  way: Way,
  add: Add,
): void {
  const [was, is] = [left?.value, right?.value];
  if (isDeepStrictEqual(was, is)) return;
  add(verdictOf(effectOf(key, was, is), way, 'loosened'), [left ?? forms[0], right ?? forms[1]], (of) =>
    was === undefined
      ? `\`${key}\` of ${of} was set to ${valueInWords(is)}.`
      : is === undefined
        ? `\`${key}\` of ${of} was removed; it was ${valueInWords(was)}.`
        : `\`${key}\` of ${of} was ${valueInWords(was)}, is ${valueInWords(is)}.`,
  );
}

function effectOf(key: string, was: unknown, is: unknown): Effect {
  if (was === undefined) return 'narrower';
  if (is === undefined) return 'wider';
  const [left, right] = [was, is].map(Number) as [number, number];
  if (/^(minimum|exclusiveMinimum|min[A-Z].*)$/.test(key)) return right > left ? 'narrower' : 'wider';
  if (/^(maximum|exclusiveMaximum|max[A-Z].*)$/.test(key)) return right < left ? 'narrower' : 'wider';
  if (key === 'multipleOf') return right % left === 0 ? 'narrower' : left % right === 0 ? 'wider' : 'other';
  if (key === 'uniqueItems') return is === true ? 'narrower' : 'wider';
  const [one, other] = [RANKS[String(was)], RANKS[String(is)]];
  const isNumber = (text: unknown): boolean => /^int/.test(String(text));
  if (key === 'format' && one && other && isNumber(was) === isNumber(is)) return other > one ? 'wider' : 'narrower';
  return 'other';
}
