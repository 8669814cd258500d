import { isDeepStrictEqual } from 'node:util';
import { getStrings, isObject } from '../../src/openapi/json.ts';
import { type Subject, say } from './found.ts';
import type { Way } from './meaning.ts';
import type { Case } from './policy.ts';
import { changeInWords } from './words.ts';

/** What became of the values that a schema allows. */
export type Effect = 'narrower' | 'wider' | 'other';

/** A request that may hold less is refused where it was taken; an answer that may hold more is not understood. */
export function verdictOf(effect: Effect, way: Way, harmless: Case): Case {
  if (way === 'request') return effect === 'wider' ? harmless : 'requestNarrower';
  return effect === 'narrower' ? 'loosened' : 'answerWider';
}

/** Something more that may be there. */
export function newIn(way: Way): Case {
  return way === 'request' ? 'newInRequest' : 'newInAnswer';
}

/** Compares whether something has to be there. */
export function compareRequired(
  subject: Subject,
  [had, has]: readonly (boolean | undefined)[],
  [inRequest, inAnswer]: readonly [required: Case, optional: Case],
  keyword?: string,
): void {
  if (had === has) return;
  const rule = subject.way === 'request' ? (has ? inRequest : 'required') : has ? 'loosened' : inAnswer;
  say(subject, rule, `${subject.label} ${has ? 'became' : 'is no longer'} required.`, keyword);
}

const RANKS: Readonly<Record<string, number>> = { int32: 1, int64: 2, float: 1, double: 2 };

/** A keyword that constrains. */
export function compareRule(subject: Subject, key: string, was: unknown, is: unknown): void {
  if (isDeepStrictEqual(inOrder(key, was), inOrder(key, is))) return;
  say(subject, verdictOf(effectOf(key, was, is), subject.way, 'loosened'), changeInWords(key, subject.label, was, is));
}

function inOrder(key: string, value: unknown): unknown {
  if (key !== 'dependentRequired' || !isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).map((name) => [name, getStrings(value, name).sort()]));
}

export const LEAST = /^(minimum|exclusiveMinimum|min[A-Z].*)$/;
export const MOST = /^(maximum|exclusiveMaximum|max[A-Z].*)$/;

function effectOf(key: string, was: unknown, is: unknown): Effect {
  if (was === undefined) return 'narrower';
  if (is === undefined) return 'wider';
  const [left, right] = [was, is].map(Number) as [number, number];
  if (LEAST.test(key)) return right > left ? 'narrower' : 'wider';
  if (MOST.test(key)) return right < left ? 'narrower' : 'wider';
  if (key === 'multipleOf') return right % left === 0 ? 'narrower' : left % right === 0 ? 'wider' : 'other';
  if (key === 'uniqueItems') return is === true ? 'narrower' : 'wider';
  const [one, other] = [RANKS[String(was)], RANKS[String(is)]];
  const isNumber = (text: unknown): boolean => /^int/.test(String(text));
  if (key === 'format' && one && other && isNumber(was) === isNumber(is)) return other > one ? 'wider' : 'narrower';
  return 'other';
}
