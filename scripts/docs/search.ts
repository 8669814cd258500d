import { entriesOf, getString, getStrings } from '../../src/openapi/json.ts';
import { type Asset, assetOf } from './assets.ts';
import type { Guide } from './guides.ts';
import type { Heading } from './html/render.ts';
import { inWords } from './markdown/text.ts';
import type { SiteOperation } from './operation.ts';
import { KINDS, NAME, type SearchEntry } from './page/index.ts';
import { enumsIn, propertiesIn } from './reach.ts';
import type { Site } from './site.ts';

/** More than this is too much to load for a search; what would be found by its words then is found by its name. */
const MOST_CHARACTERS = 900_000;

/** What the search of the pages finds: operations and schemas with their fields and values, guides with their headings and codes. */
export function searchIndex(site: Site, guides: readonly Guide[], headings: readonly (readonly Heading[])[]): Asset {
  const entries = [
    ...site.operations.map((each) => operationEntry('Operation', each)),
    ...[...site.webhooks, ...site.callbacks].map((each) => operationEntry('Webhook', each)),
    ...site.links.map(({ name, title, path, source }) =>
      entryOf('Link', title, `${path}.html`, getString(source, 'operationId') ?? '', [name]),
    ),
    ...[...site.schemas].map(([name, { page, id }]) => {
      const schema = site.model.schemas[name];
      return entryOf('Schema', name, `${page}.html#${id}`, '', [...propertiesIn(schema), ...enumsIn(schema)]);
    }),
    ...guides.flatMap((guide, at) => guideEntries(guide, headings[at]!)),
  ];
  const whole = textOf(entries);
  const bare = (): string => textOf(entries.map(([kind, title, path, about]) => [kind, title, path, about, '']));
  return assetOf('search', 'js', whole.length <= MOST_CHARACTERS ? whole : bare());
}

function textOf(entries: readonly SearchEntry[]): string {
  // A script element ends at the first `</script`, wherever that stands.
  return `var ${NAME}=${JSON.stringify(entries).replaceAll('</', '<\\/')};\n`;
}

function entryOf(
  kind: (typeof KINDS)[number],
  title: string,
  path: string,
  about: string,
  words: readonly string[],
): SearchEntry {
  const known = [...new Set(words.map((word) => word.replace(/\s+/g, '_')))].join(' ');
  return [KINDS.indexOf(kind), title, path, about, known];
}

function operationEntry(kind: 'Operation' | 'Webhook', { title, path, model }: SiteOperation): SearchEntry {
  const contents = [...(model.accepts?.contents ?? []), ...model.responses.flatMap((response) => response.contents)];
  return entryOf(kind, title, `${path}.html`, `${model.method} ${model.path}`, [
    ...model.parameters.map(({ entry }) => entry.name),
    ...propertiesIn(contents.map(({ schema }) => schema)),
    ...model.responses.flatMap(({ source }) => entriesOf(source, 'headers').map(([name]) => name)),
    model.name,
    ...getStrings(model.source, 'tags'),
  ]);
}

/** A guide and each of its sections, with what stands in them as code. */
function guideEntries({ title, path, markdown }: Guide, headings: readonly Heading[]): SearchEntry[] {
  const [, ...parts] = markdown.replace(/^```[\s\S]*?^```/gm, '').split(/^#{1,6} .*$/m);
  return headings.map(({ text, slug, level }, index) => {
    const codes = [...(parts[index] ?? '').matchAll(/`([\w.:-]{2,40})`/g)].map(([, word = '']) => word);
    const [place, about] = level === 1 ? [path, ''] : [`${path}#${slug}`, title];
    return entryOf('Guide', inWords(text), place, about, codes);
  });
}
