import { matches } from './judge.ts';

/** What a regular expression is made of: the head of a group, an escape, a class, a quantifier, any other character. */
const TOKENS =
  /\(\?(?:[:=!]|<[=!]|<\w+>)|\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}]+\}|.)|\[(?:\\.|[^\]\\])*\]|[*+?]\??|\{\d+(?:,\d*)?\}\??|./gisu;
/** What a class is tried with, the plainest first. */
const CHARACTERS = [...'a0A-_é', ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(index + 32))];
const LONGEST_PATTERN = 1_000;
const LONGEST_TEXT = 2_000;
const MOST_TRIES = 256;
/** A text that its pattern refuses can take for ever to be refused, where it is long. */
const LONGEST_DOUBTFUL = 16;

/**
 * A short text that a pattern allows, of at least and at most so many characters. Undefined where none is found soon: what
 * looks around itself or back is written as if it did not.
 */
export function textFor(pattern: string, minLength: number, maxLength: number): string | undefined {
  if (pattern.length > LONGEST_PATTERN) return undefined;
  const tokens = pattern.match(TOKENS) ?? [];
  for (let more = 0; more <= MOST_TRIES; more += 1) {
    const text = write(tokens, more);
    const { length } = [...text];
    if (length > Math.min(maxLength, LONGEST_TEXT)) return undefined;
    if (length < minLength) continue;
    if (matches(pattern, text)) return text;
    if (length > LONGEST_DOUBTFUL) return undefined;
  }
  return undefined;
}

/** The first alternative everywhere, each quantifier used `more` times than it must be, as far as it can. */
function write(tokens: readonly string[], more: number): string {
  let at = 0;
  const either = (): string => {
    const text = sequence();
    for (; tokens[at] === '|'; sequence()) at += 1;
    return text;
  };
  const sequence = (): string => {
    let text = '';
    for (let token = tokens[at]; token !== undefined && token !== '|' && token !== ')'; token = tokens[at]) {
      at += 1;
      text += repeated(token.startsWith('(') ? group(token) : one(token));
    }
    return text;
  };
  const group = (head: string): string => {
    const text = either();
    at += 1;
    return /[=!]$/.test(head) ? '' : text;
  };
  const repeated = (piece: string): string => {
    const [least, most] = timesOf(tokens[at] ?? '') ?? [];
    if (least === undefined || most === undefined) return piece;
    at += 1;
    const count = Math.min(least + more, most);
    return count * piece.length > LONGEST_TEXT ? '' : piece.repeat(count);
  };
  return either();
}

function timesOf(quantifier: string): readonly [least: number, most: number] | undefined {
  if (/^[*+?]/.test(quantifier)) return [quantifier.startsWith('+') ? 1 : 0, quantifier.startsWith('?') ? 1 : Infinity];
  const [, least, range, most] = /^\{(\d+)(,?)(\d*)\}/.exec(quantifier) ?? [];
  if (least === undefined) return undefined;
  return [Number(least), range === '' ? Number(least) : most === '' ? Infinity : Number(most)];
}

/** One character that a token allows; none where it stands for a place, or where none is found. */
function one(token: string): string {
  if (/^([\^$]|\\[bB])$/.test(token)) return '';
  if (/^([^.]|\\[^a-z\d])$/iu.test(token)) return [...token].at(-1)!;
  return CHARACTERS.find((character) => matches(`^${token}$`, character)) ?? '';
}
