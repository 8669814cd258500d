import { escapeText } from './text.ts';

const KEYWORDS =
  'as async await break case catch class const continue default do echo else export extends false finally fn for foreach from function if implements ' +
  'import in instanceof interface let new null of private protected public readonly return static switch this throw true try type typeof undefined use var void while yield';

/** A comment, a text, a word or a number: what the languages of these pages have in common. */
const COMMENT = '(?<![\\w:$\'"])(?:\\/\\/|#(?!!|\\[))[^\\n]*|\\/\\*[\\s\\S]*?\\*\\/';
const TEXT = '"(?:\\\\.|[^"\\\\])*"|\'(?:\\\\.|[^\'\\\\])*\'|`(?:\\\\.|[^`\\\\])*`';
const CODE = new RegExp(
  `(${COMMENT})|(${TEXT})(?=(\\s*:)?)|\\b(${KEYWORDS.replaceAll(' ', '|')})\\b|(?<![\\w$-])(\\d[\\w.]*)`,
  'g',
);
const JSON_ONLY = /()("(?:\\.|[^"\\])*")(?=(\s*:)?)|\b(true|false|null)\b|(-?\d[\d.eE+-]*)/g;
const YAML =
  /(?<=^|\s)(#[^\n]*)|("(?:\\.|[^"\\\n])*"|'[^'\n]*')(?=(\s*:)?)|^(?: *(?:- )*)([\w$./{}-]+)(?=:(?:\s|$))|(?<=[:\s[,] *)(\d[\w.]*)(?=[\s,\]]|$)/gm;
/** Where a text, as a shell has it, holds neither `//` nor keywords. */
const SHELL =
  /(?<=^|\s)(#[^\n]*)|("(?:\\.|[^"\\])*"|'[^']*')()|^\s*((?!-)[a-z][\w.-]*)(?=\s|$)|(?<=\s)(--?[a-z][\w-]*)/gm;

/** Nobody reads the colours of a text this long. */
const MOST_CHARACTERS = 2_000;

const LANGUAGES: Readonly<Record<string, RegExp>> = {
  ...{ json: JSON_ONLY, jsonc: CODE, yaml: YAML, yml: YAML, bash: SHELL, sh: SHELL, shell: SHELL },
  ...{ javascript: CODE, js: CODE, mjs: CODE, typescript: CODE, ts: CODE, tsx: CODE, php: CODE },
};

/**
 * Code as HTML, with its words marked where the language is known: `s` a comment, `i` a text, `b` a name or a keyword, `u`
 * a number. Short names, since a large site has a million; a highlighter of others took a quarter of all time.
 */
export function highlight(code: string, language: string): string {
  const pattern = Object.hasOwn(LANGUAGES, language) ? LANGUAGES[language] : undefined;
  if (pattern === undefined || code.length > MOST_CHARACTERS) return escapeText(code);
  let html = '';
  let end = 0;
  for (const { 0: whole, 1: comment, 2: text, 3: named, 4: word, index } of code.matchAll(pattern)) {
    const tag = comment ? 's' : text !== undefined ? (named ? 'b' : 'i') : word !== undefined ? 'b' : 'u';
    html += `${escapeText(code.slice(end, index))}<${tag}>${escapeText(whole)}</${tag}>`;
    end = index + whole.length;
  }
  return html + escapeText(code.slice(end));
}
