/** What can be found: what it is, what it is called, where it is, what more is shown of it, and words by which it is found too. */
export type SearchEntry = readonly [kind: number, title: string, path: string, about: string, words: string];

/** What an entry is, by its number. */
export const KINDS = ['Operation', 'Webhook', 'Schema', 'Guide', 'Link'] as const;

/** The one name that the file of the index sets. */
export const NAME = 'docsSearch';

export interface Found {
  readonly entry: SearchEntry;
  readonly score: number;
  /** Words of the entry that were looked for. */
  readonly words: readonly string[];
}

/** The best matches of all words of a query, of equal ones the first. */
export function find(entries: readonly SearchEntry[], query: string, most: number): Found[] {
  const wanted = query.toLowerCase().match(/\S+/g) ?? [];
  if (wanted.length === 0) return [];
  const found = entries.flatMap((entry) => judge(entry, wanted) ?? []);
  return found.sort((one, other) => other.score - one.score).slice(0, most);
}

function judge(entry: SearchEntry, wanted: readonly string[]): Found | undefined {
  const [, title, , about, text] = entry;
  const name = title.toLowerCase();
  const more = about.toLowerCase();
  const words: string[] = [];
  let score = 0;
  for (const word of wanted) {
    const named =
      name === word ? 100 : name.startsWith(word) ? 40 : name.includes(` ${word}`) ? 30 : name.includes(word) ? 20 : 0;
    const shown = more.includes(word) ? 10 : 0;
    let known = 0;
    // A word by word comparison of a large index takes too long for what is typed on the way.
    if (text.toLowerCase().includes(word)) {
      for (const each of text.split(' ')) {
        const lower = each.toLowerCase();
        if (!lower.includes(word)) continue;
        known = Math.max(known, lower === word ? 25 : lower.startsWith(word) ? 8 : 4);
        if (words.length < 6) words.push(each);
      }
    }
    if (named + shown + known === 0) return undefined;
    score += named + shown + known;
  }
  return { entry, score, words };
}
