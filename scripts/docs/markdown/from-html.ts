import { gfm } from '@joplin/turndown-plugin-gfm';
import { Marked, type Tokens } from 'marked';
import Turndown from 'turndown';
import { isObject, type Json } from '../../../src/openapi/json.ts';
import { escapeText } from '../html/text.ts';

/** What people write into descriptions. All other words in angle brackets, such as `<id>`, are words, and so are scripts. */
const ELEMENTS =
  'a abbr b big blockquote br center cite code dd del details dfn div dl dt em font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ' +
  'mark nobr ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var';
const NAMES = ELEMENTS.replaceAll(' ', '|');
const ELEMENT = new RegExp(`</?(?:${NAMES})(?:\\s[^<>]*)?/?>|<!--`, 'i');
const TAG = new RegExp(`<!--[\\s\\S]*?-->|</?(?:${NAMES})(?:\\s(?:"[^"]*"|'[^']*'|[^<>"'])*)?/?>|[<>]`, 'gi');
/** Values of the document's own, whatever they look like. */
const VALUES: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum']);

const marked = new Marked({ gfm: true });
marked.use({
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => text.replace(TAG, (tag) => (tag.length > 1 ? tag : escapeText(tag))),
  },
});
const turndown = new Turndown({
  headingStyle: 'atx',
  codeBlockStyle: 'fenced',
  bulletListMarker: '-',
  emDelimiter: '*',
});
turndown.use(gfm);
turndown.addRule('power', { filter: 'sup', replacement: (content) => `^${content}` });
const escaped = turndown.escape;
// A tag that was words stays words; marks of a note stay marks, and what stands within a word marks nothing.
turndown.escape = (text) =>
  escaped(text)
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/\\\[(!\w+)\\\]/g, '[$1]')
    .replace(/(?<=\w)\\_(?=\w)/g, '_');

/** A document whose descriptions are Markdown alone: what HTML they hold says the same in that. */
export function withoutHtml(root: Json): Json {
  const known = new Map<string, string>();
  const translated = (text: string): string => {
    const markdown = known.get(text) ?? markdownOf(text);
    known.set(text, markdown);
    return markdown;
  };
  const changed = (value: unknown): unknown => {
    if (Array.isArray(value)) return changedList(value);
    return isObject(value) ? changedObject(value) : value;
  };
  const changedList = (list: readonly unknown[]): readonly unknown[] => {
    const made = list.map(changed);
    return made.some((item, index) => item !== list[index]) ? made : list;
  };
  const changedObject = (object: Json): Json => {
    let made = object;
    for (const [key, value] of Object.entries(object)) {
      if (VALUES.has(key)) continue;
      const is = key === 'description' && typeof value === 'string' ? translated(value) : changed(value);
      if (is === value) continue;
      if (made === object) made = { ...object };
      (made as Record<string, unknown>)[key] = is;
    }
    return made;
  };
  return changedObject(root);
}

/** Markdown that says what Markdown with HTML in it says. */
export function markdownOf(text: string): string {
  return ELEMENT.test(text) ? turndown.turndown(marked.parse(text, { async: false })) : text;
}
