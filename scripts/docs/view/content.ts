import type { ContentModel } from '../../../src/openapi/bodies.ts';
import { entriesOf, getString } from '../../../src/openapi/json.ts';
import { isJson } from '../../../src/openapi/media-type.ts';
import { exampleOf, type NamedExample, namedExamples } from '../example.ts';
import { code, plain } from '../markdown/text.ts';
import { type Block, type Example, present } from './block.ts';
import type { Context } from './context.ts';

/** What a body holds in each media type, and its examples, whose labels begin with `lead`. */
export function contentBlocks(
  context: Context,
  contents: readonly ContentModel[],
  group: 'body' | 'answer',
  lead: string,
  first: readonly NamedExample[] = [],
): Block[] {
  const { view } = context;
  const alike = new Map<string, ContentModel[]>();
  for (const content of contents) {
    const key = contents.length > 1 ? JSON.stringify(content.schema) : '';
    alike.set(key, [...(alike.get(key) ?? []), content]);
  }
  const described = [...alike.values()].flatMap((same) => {
    const { schema } = same[0]!;
    const types = same.map(({ contentType }) => code(contentType)).join(', ');
    return present(`${types}: ${view.type(schema)}.`, view.inside(schema), same.map(encodingInWords));
  });
  const examples = contents.flatMap((content, index) =>
    examplesIn(context, content, index, lead, index === 0 ? first : []),
  );
  return present(...described, { kind: 'examples', group, examples });
}

/** How the parts of a form are written. */
function encodingInWords({ source }: ContentModel): string {
  const parts = entriesOf(source, 'encoding').map(([name, encoding]) => {
    const type = getString(encoding, 'contentType');
    const style = getString(encoding, 'style');
    const headers = entriesOf(encoding, 'headers').map(([header]) => code(header));
    const words = [
      type &&
        `as ${type
          .split(',')
          .map((each) => code(each.trim()))
          .join(' or ')}`,
      style && `in the style ${code(style)}`,
      headers.length > 0 && `with ${headers.join(', ')}`,
    ].filter((word) => word);
    return `${code(name)} is sent ${words.join(', ') || 'as its type says'}.`;
  });
  return parts.join(' ');
}

function examplesIn(
  { site }: Context,
  content: ContentModel,
  index: number,
  lead: string,
  first: readonly NamedExample[],
): Example[] {
  const { document } = site.model;
  const { contentType, schema, source } = content;
  const given = namedExamples(document, source);
  // A text that nobody wrote would say nothing of a language other than JSON.
  const made = given.length === 0 && isJson(contentType);
  const made1: NamedExample[] = made ? [{ name: '', value: exampleOf(document, schema) }] : [];
  const all = [...first, ...given, ...made1];
  return all.map(({ name, summary, description, value }) => {
    const type = index > 0 || (lead === '' && !isJson(contentType)) ? contentType : '';
    const words = [lead, type, name].filter((word) => word !== '');
    const about =
      [summary, description].filter((part) => part).join(' ') ||
      (made ? 'Made of the schema, since the contract gives none.' : undefined);
    return {
      label: words.join(' · '),
      ...(about !== undefined && { about: plain(about) }),
      ...written(contentType, value),
    };
  });
}

function written(contentType: string, value: unknown): { readonly language: string; readonly source: string } {
  if (typeof value === 'string' && !isJson(contentType))
    return { language: /\bxml\b/.test(contentType) ? 'xml' : 'text', source: value };
  return { language: 'json', source: JSON.stringify(value, null, 2) ?? 'null' };
}
