import { safe } from '../common/safe.ts';
import { getString, type Json } from '../openapi/json.ts';
import type { Findings } from './judge.ts';
import type { Unknown, Verdict } from './ledger.ts';
import type { Mark } from './marks.ts';

export const FORMATS = ['text', 'json', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** Where something stands in the files of a contract; undefined where there are none. */
export type PlaceOf = (pointer: string) => { readonly file: string; readonly line: number } | undefined;

/** What was found, and of what. */
export interface Report extends Findings {
  /** The contract's `info`. */
  readonly info: Json;
  /** The day, as YYYY-MM-DD. */
  readonly date: string;
  /** Where the evidence comes from. */
  readonly source: 'live' | 'har' | 'emulator';
  /** How many calls were not made, since their number is limited. */
  readonly left: number;
  /** How many requests were refused by a rate limit. */
  readonly refused: number;
  /** Why some calls failed, the first reason. */
  readonly failure: string | null;
}

/**
 * How a check ends: 0 something is confirmed and nothing contradicted, 1 contradicted, 3 nothing could be checked, since
 * no call succeeded: what a server says that is down, or to a credential that expired, is no reason for an alarm.
 */
export function exitCode({ verdicts, succeeded }: Findings): 0 | 1 | 3 {
  const is = (wanted: Verdict['verdict']): boolean => verdicts.some(({ verdict }) => verdict === wanted);
  if (succeeded > 0 && is('contradicted')) return 1;
  return succeeded > 0 && is('confirmed') ? 0 : 3;
}

export function render(report: Report, format: Format, placeOf: PlaceOf): string {
  if (format === 'json') return `${safe(JSON.stringify(asJson(report, placeOf), null, 2))}\n`;
  const lines = format === 'markdown' ? markdown(report, placeOf) : text(report, placeOf);
  return `${lines.map(safe).join('\n')}\n`;
}

/** What is printed as JSON: with where each thing stands, and without what only the machinery needs. */
function asJson({ info, ...report }: Report, placeOf: PlaceOf): object {
  const placed = <Item extends { readonly pointer: string }>(items: readonly Item[]): object[] =>
    items.map((item) => ({ ...item, ...placeOf(item.pointer) }));
  const { verdicts, marks, unknowns, ...rest } = report;
  const contract = { title: getString(info, 'title') ?? '', version: getString(info, 'version') ?? '' };
  const own = verdicts.map(({ owner: _, ...verdict }) => verdict);
  return { contract, ...rest, verdicts: placed(own), marks: placed(marks), unknowns: placed(unknowns) };
}

/** One thing that is told, and where it stands. */
type Item = readonly [words: string, pointer?: string];

/** What is told, what matters most first; what there is nothing of is left out. */
function sections({ verdicts, marks, unknowns, answers }: Report): [title: string, items: Item[]][] {
  const of = (wanted: Verdict['verdict']): Item[] =>
    verdicts.filter(({ verdict }) => verdict === wanted).map((each) => [inWords(each), each.pointer]);
  const all: [string, Item[]][] = [
    ['Contradicted', of('contradicted')],
    ['Unknown to the contract', unknowns.map((each) => [unknownInWords(each), each.pointer])],
    ['Seen, and not said by the contract', answers.map((each) => [each])],
    ['Marks of a source', marks.map((each) => [markInWords(each), each.pointer])],
    ['Confirmed', of('confirmed')],
    ['Unseen', of('unseen')],
  ];
  return all.filter(([, items]) => items.length > 0);
}

/** The most important comes last, where a terminal ends. */
function text(report: Report, placeOf: PlaceOf): string[] {
  const parts = sections(report).map(([title, items]) => {
    const lines = items.flatMap(([words, pointer]) => {
      const place = pointer === undefined ? undefined : placeOf(pointer);
      const at = `    ${place ? `${place.file}:${place.line} ` : ''}${pointer}`;
      return [`  ${words}`, ...(pointer === undefined ? [] : [at])];
    });
    return [title, ...lines, ''];
  });
  return [...parts.reverse().flat(), ...summary(report)];
}

function markdown(report: Report, placeOf: PlaceOf): string[] {
  const parts = sections(report).flatMap(([title, items]) => {
    const lines = items.map(([words, pointer]) => {
      const place = pointer === undefined ? undefined : placeOf(pointer);
      const at = place ? `${place.file}:${place.line}` : `\`${pointer}\``;
      return escaped(`- ${words}${pointer === undefined ? '' : ` (${at})`}`);
    });
    return ['', `## ${title}`, '', ...lines];
  });
  const title = `${getString(report.info, 'title') ?? 'The contract'}: is it true?`;
  return [`# ${escaped(title)}`, '', ...summary(report).map(escaped), ...parts];
}

/** Text of a document is neither HTML nor a link of its own making. */
function escaped(words: string): string {
  return words.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;')).replace(/([[\]!|])/g, '\\$1');
}

function inWords({ verdict, subject, words, times, against, by, came }: Verdict): string {
  const often = (count: number): string => (count === 1 ? 'once' : `${count} times`);
  if (verdict === 'unseen') return `${subject} ${words}`;
  if (verdict === 'confirmed') return `${subject} ${words}: ${often(times)}, first by ${by}`;
  const beside = times > 0 ? `, and held ${often(times)}` : '';
  return `${subject} ${words}; there came ${came}, ${often(against)}, first by ${by}${beside}`;
}

function unknownInWords({ kind, name, subject, schema, by }: Unknown): string {
  const form = schema ? `, of the schema ${JSON.stringify(schema)}` : '';
  return `${kind} \`${name}\` of ${subject}${form}, first by ${by}`;
}

function markInWords({ pointer, keyword, subject, source, verdict, confirmed }: Mark): string {
  const of = keyword === undefined ? '' : `, \`${keyword}\``;
  const parts = verdict === 'partly' ? ` (${confirmed.join(', ') || 'that it is there'})` : '';
  return `${subject || pointer}${of}: was ${source}, is ${verdict}${parts}`;
}

const NONE = 'there was no exchange of this contract. Name what may be called with --allow, or record other traffic.';
const REFUSED = 'no call succeeded. Is the token right, and still valid?';

function summary({ verdicts, unknowns, exchanges, succeeded, left, refused, failure, source, date }: Report): string[] {
  const count = (verdict: Verdict['verdict']): number => verdicts.filter((each) => each.verdict === verdict).length;
  const from = {
    live: 'the API',
    har: 'recorded traffic',
    emulator: 'the emulator, which follows the contract and proves nothing of the API',
  }[source];
  const reason = failure !== null ? 'no call succeeded.' : exchanges === 0 ? NONE : REFUSED;
  return [
    `${count('confirmed')} confirmed, ${count('contradicted')} contradicted, ${count('unseen')} unseen, ${unknowns.length} unknown.`,
    `${exchanges} exchanges, ${succeeded} of them successes, of ${from}, on ${date}.`,
    ...(succeeded === 0 ? [`Nothing could be checked: ${reason}`] : []),
    ...(failure === null ? [] : [`Some calls failed: ${failure}`]),
    ...(left > 0 ? [`${left} calls were not made${failure === null ? ': raise --max-calls to see more' : ''}.`] : []),
    ...(refused > 0 ? [`${refused} requests were refused by a rate limit.`] : []),
  ];
}
