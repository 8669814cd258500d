import { get, getArray, isObject } from '../../../src/openapi/json.ts';
import { code, plain } from '../markdown/text.ts';
import { propertiesIn } from '../reach.ts';
import { type Block, present, section, sentences } from './block.ts';
import type { Context } from './context.ts';
import { allFactsOf } from './words.ts';

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
  return [{ kind: 'heading', level, text: `Schema ${code(name)}` }, ...schemaBlocks(context, name)];
}

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
