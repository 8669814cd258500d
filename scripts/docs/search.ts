import { entriesOf, get, getString, getStrings } from '../../src/openapi/json.ts';
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
export function searchIndex(
  site: Site,
  guides: readonly (readonly [guide: Guide, headings: readonly Heading[]])[],
): Asset {
  const entries = [
    ...site.operations.map((each) => operationEntry('Operation', each)),
    ...[...site.webhooks, ...site.callbacks].map((each) => operationEntry('Webhook', each)),
    ...site.links.map(({ name, title, path, source }): SearchEntry => {
      return [KINDS.indexOf('Link'), title, `${path}.html`, getString(source, 'operationId') ?? '', name];
    }),
    ...[...site.schemas].map(([name, { page, id }]): SearchEntry => {
      const schema = get(site.model.schemas, name);
      return [
        KINDS.indexOf('Schema'),
        name,
        `${page}.html#${id}`,
        '',
        wordsOf([...propertiesIn(schema), ...enumsIn(schema)]),
      ];
    }),
    ...guides.flatMap(([guide, headings]) => guideEntries(guide, headings)),
  ];
  const text = textOf(entries);
  return assetOf(
    'search',
    'js',
    text.length <= MOST_CHARACTERS
      ? text
      : textOf(entries.map(([...entry]) => [...entry.slice(0, 4), ''] as unknown as SearchEntry)),
  );
}

function textOf(entries: readonly SearchEntry[]): string {
  // A script element ends at the first `</script`, wherever that stands.
  return `var ${NAME}=${JSON.stringify(entries).replaceAll('</', '<\\/')};\n`;
}

function wordsOf(words: readonly string[]): string {
  return [...new Set(words.map((word) => word.replace(/\s+/g, '_')))].join(' ');
}

function operationEntry(kind: (typeof KINDS)[number], { title, path, model }: SiteOperation): SearchEntry {
  const schemas = [...(model.accepts?.contents ?? []), ...model.responses.flatMap(({ contents }) => contents)].map(
    ({ schema }) => schema,
  );
  const names = [
    ...model.parameters.map(({ entry }) => entry.name),
    ...propertiesIn(schemas),
    ...model.responses.flatMap(({ source }) => entriesOf(source, 'headers').map(([name]) => name)),
    model.name,
    ...getStrings(model.source, 'tags'),
  ];
  return [KINDS.indexOf(kind), title, `${path}.html`, `${model.method} ${model.path}`, wordsOf(names)];
}

/** A guide and each of its sections, with what stands in them as code. */
function guideEntries({ title, path, markdown }: Guide, headings: readonly Heading[]): SearchEntry[] {
  const kind = KINDS.indexOf('Guide');
  const parts = markdown
    .replace(/^```[\s\S]*?^```/gm, '')
    .split(/^#{1,6} .*$/m)
    .slice(1);
  return headings.map(({ text, slug, level }, index): SearchEntry => {
    const codes = [...(parts[index] ?? '').matchAll(/`([\w.:-]{2,40})`/g)].map(([, word = '']) => word);
    return [kind, inWords(text), level === 1 ? path : `${path}#${slug}`, level === 1 ? '' : title, wordsOf(codes)];
  });
}
