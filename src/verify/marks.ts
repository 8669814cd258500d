import { get, isObject, type Json } from '../openapi/json.ts';
import { escapeKey } from '../openapi/pointer.ts';
import type { Verdict } from './ledger.ts';

/** What becomes of one `x-source`: of a whole object, or of one of its keywords. */
export interface Mark {
  /** The object that it stands in. */
  readonly pointer: string;
  readonly keyword?: string;
  /** Of what that says something, in words; empty where no answer tells of it. */
  readonly subject: string;
  /** What it says. */
  readonly source: string;
  /** `partly`: some keywords are confirmed, which `confirmed` names. */
  readonly verdict: Verdict['verdict'] | 'partly';
  readonly confirmed: readonly string[];
  /** The keywords that are not. */
  readonly others: readonly string[];
}

/** Keys whose values are data, in which `x-source` is a word like any other. */
const DATA: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum', 'value', 'x-source']);

/** What becomes of every `x-source` of a document. */
export function marksOf(root: unknown, verdicts: readonly Verdict[]): Mark[] {
  const found: Mark[] = [];
  const walk = (value: unknown, pointer: string, named: boolean): void => {
    if (Array.isArray(value)) value.forEach((item, index) => void walk(item, `${pointer}/${index}`, false));
    if (!isObject(value)) return;
    if (!named) found.push(...marksIn(value, pointer, verdicts));
    for (const [key, child] of Object.entries(value))
      if (named || !DATA.has(key)) walk(child, `${pointer}/${escapeKey(key)}`, !named && key === 'properties');
  };
  walk(root, '', false);
  return found;
}

function marksIn(owner: Json, pointer: string, verdicts: readonly Verdict[]): Mark[] {
  const source = get(owner, 'x-source');
  if (source === undefined) return [];
  const own = verdicts.filter((each) => each.owner === pointer);
  const there = own.find((verdict) => verdict.pointer === pointer);
  const subject = (there ?? own[0])?.subject ?? '';
  const keywordOf = (verdict: Verdict): string => verdict.pointer.slice(pointer.length + 1).split('/')[0]!;
  const keywords = [...new Set(own.map(keywordOf).filter((keyword) => Object.hasOwn(owner, keyword)))];
  const stateOf = (keyword: string): Verdict['verdict'] => {
    const about = own.filter((verdict) => keywordOf(verdict) === keyword);
    if (about.some(({ verdict }) => verdict === 'contradicted')) return 'contradicted';
    return about.length > 0 && about.every(({ verdict }) => verdict === 'confirmed') ? 'confirmed' : 'unseen';
  };
  if (isObject(source))
    return Object.entries(source).map(([keyword, from]): Mark => {
      const verdict = stateOf(keyword);
      const about = own.find((each) => keywordOf(each) === keyword)?.subject ?? subject;
      return { pointer, keyword, subject: about, source: String(from), verdict, confirmed: [], others: [] };
    });
  const confirmed = keywords.filter((keyword) => stateOf(keyword) === 'confirmed');
  const others = keywords.filter((keyword) => !confirmed.includes(keyword));
  const wrong = own.some(({ verdict }) => verdict === 'contradicted');
  // What says that the object is there at all has no keyword: without it, nothing is confirmed of the object.
  const seen = there?.verdict !== 'unseen' && own.some(({ verdict }) => verdict === 'confirmed');
  const whole = others.length === 0 ? 'confirmed' : confirmed.length > 0 || there ? 'partly' : 'unseen';
  return [
    {
      pointer,
      subject,
      source: String(source),
      verdict: wrong ? 'contradicted' : seen ? whole : 'unseen',
      confirmed,
      others,
    },
  ];
}
