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

/** What it is that it has to be in a request, need not be in an answer, and is gone from a request or an answer. */
const PRESENCE = {
  parameter: ['parameterRequired', 'propertyOptional', 'parameterRemoved', 'propertyRemoved'],
  body: ['bodyRequired', 'propertyOptional', 'bodyRemoved', 'propertyRemoved'],
  property: ['propertyRequired', 'propertyOptional', 'notInRequest', 'propertyRemoved'],
  header: ['propertyRequired', 'headerOptional', 'headerRemoved', 'headerRemoved'],
  name: ['requestNarrower', 'answerWider', 'loosened', 'loosened'],
} as const satisfies Readonly<Record<string, readonly Case[]>>;

/** Compares whether something is there, and whether it has to be. */
export function comparePresence(
  subject: Subject,
  kind: keyof typeof PRESENCE,
  [had = false, has = false]: readonly (boolean | undefined)[],
  keyword?: string,
): void {
  const { label, way, was, is } = subject;
  const [needed, optional, unwanted, missed] = PRESENCE[kind];
  const isSent = way === 'request';
  if (!was) say(subject, isSent && has ? needed : newIn(way), `${label} was added${has ? ' and is required' : ''}.`);
  else if (!is) say(subject, isSent ? unwanted : missed, `${label} was removed.`);
  else if (had !== has) {
    const rule = isSent ? (has ? needed : 'required') : has ? 'loosened' : optional;
    say(subject, rule, `${label} ${has ? 'became' : 'is no longer'} required.`, keyword);
  }
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
  if (key === 'multipleOf') return isMultiple(right, left) ? 'narrower' : isMultiple(left, right) ? 'wider' : 'other';
  if (key === 'dependentRequired') return includes(is, was) ? 'narrower' : includes(was, is) ? 'wider' : 'other';
  if (key === 'uniqueItems') return is === true ? 'narrower' : 'wider';
  const [one, other] = [RANKS[String(was)], RANKS[String(is)]];
  const isNumber = (text: unknown): boolean => /^int/.test(String(text));
  if (key === 'format' && one && other && isNumber(was) === isNumber(is)) return other > one ? 'wider' : 'narrower';
  return 'other';
}

/** Also of steps such as 0.1, which numbers do not hold exactly. */
function isMultiple(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-9;
}

/** Whether lists, by name, hold all that others do. */
function includes(all: unknown, some: unknown): boolean {
  return Object.keys(Object(some)).every((name) => {
    const listed = getStrings(all, name);
    return getStrings(some, name).every((each) => listed.includes(each));
  });
}
