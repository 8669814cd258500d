import { get, getArray, isObject } from '../../../src/openapi/json.ts';
import { code, plain } from '../markdown/text.ts';
import { baseOf } from '../names.ts';
import { propertiesIn } from '../reach.ts';
import type { Site } from '../site.ts';
import { type Block, present, section, sentences } from './block.ts';
import { SchemaView } from './schema.ts';
import { allFactsOf } from './words.ts';

/** What a page has to know of where it is. */
export interface Context {
  readonly site: Site;
  readonly view: SchemaView;
  /** The way to another page of the site, which is given without an ending. */
  readonly to: (path: string) => string;
  /** Where a component is described that is not on the page. */
  readonly address: (name: string) => string;
}

/** A page on which components are explained nowhere, or each in a section of its own. */
export function contextFor(site: Site, to: Context['to'], address: Context['address']): Context {
  const place = { has: () => true, address, origin: address, enter: () => undefined };
  return { site, to, address, view: new SchemaView(site.model.schemas, place) };
}

/** The page in HTML. */
export function htmlContext(site: Site, path: string): Context {
  const to = (target: string): string => `${baseOf(path)}${target}.html`;
  return contextFor(site, to, (name) => schemaAddress(site, to, name));
}

/** The place in the site where a component is described. */
function schemaAddress({ schemas }: Site, to: Context['to'], name: string): string {
  const { page, id } = schemas.get(name) ?? { page: 'schemas', id: '' };
  return `${to(page)}#${encodeURIComponent(id)}`;
}

/** One component schema: what it is, its type where it has no fields, its fields, an example. */
function schemaBlocks({ site, view }: Context, name: string): Block[] {
  const schema = get(site.model.schemas, name);
  const facts = allFactsOf(site.model.schemas, schema, () => true).join(' ');
  const contents = view.contents(schema);
  const example = getArray(schema, 'examples')[0] ?? get(schema, 'example');
  const source = isObject(example) ? JSON.stringify(example, null, 2) : '';
  return present(
    sentences(view.about(schema), facts),
    contents.length > 0 ? [] : `Type: ${view.type(schema)}.`,
    contents,
    source === '' ? [] : { kind: 'examples', group: 'body', examples: [{ label: '', language: 'json', source }] },
  );
}

/** A component under a heading. */
export function schemaSections(context: Context, name: string, level: 2 | 3): Block[] {
  const unnamed = context.site.named.has(name) ? [] : present(UNNAMED);
  return [{ kind: 'heading', level, text: `Schema ${code(name)}` }, ...unnamed, ...schemaBlocks(context, name)];
}

const UNNAMED = 'The document gives it no name: this one is made of where it stands.';

/** More schemas than these are counted, not named. */
const MOST_NAMED = 300;

/** The names of what else can be reached, each with its properties. */
export function furtherBlocks({ site, address }: Context, names: readonly string[]): Block[] {
  const lines = names.slice(0, MOST_NAMED).map((name) => {
    const properties = [...propertiesIn(get(site.model.schemas, name))].join(', ');
    return `- [${plain(name)}](${address(name)})${properties && `: ${code(properties)}`}`;
  });
  const left = names.length - lines.length;
  const count = left > 0 ? `And ${left} more, to which these lead.` : '';
  return section(2, 'Further schemas', lines.join('\n'), count);
}
