import type { ContentModel } from '../../../src/openapi/bodies.ts';
import { entriesOf, getString } from '../../../src/openapi/json.ts';
import { isJson } from '../../../src/openapi/media-type.ts';
import { contentExamples, exampleOf, type NamedExample } from '../example.ts';
import { grouped } from '../maps.ts';
import { code, oneLine, plain, prose } from '../markdown/text.ts';
import { type Block, type Example, present, sentences } from './block.ts';
import type { Context } from './component.ts';

/** What a body holds in each media type, and its examples, whose labels begin with `lead`. */
export function contentBlocks(
  context: Context,
  contents: readonly ContentModel[],
  group: 'body' | 'answer',
  lead: string,
  first: readonly NamedExample[] = [],
): Block[] {
  const { view } = context;
  const alike = grouped(contents, ({ schema }) => (contents.length > 1 ? JSON.stringify(schema) : ''));
  const described = [...alike.values()].flatMap((same) => {
    const { schema } = same[0]!;
    const types = same.map(({ contentType }) => code(contentType)).join(', ');
    return present(`${types}: ${view.type(schema)}.`, view.inside(schema), same.map(encodingInWords));
  });
  const examples = contents.flatMap((content, index) =>
    examplesIn(context, content, index === 0 ? first : []).map(({ name, ...example }) => {
      const { contentType } = content;
      const type = index > 0 || (lead === '' && !isJson(contentType)) ? contentType : '';
      return { label: [lead, type, name].filter((word) => word !== '').join(' · '), ...example };
    }),
  );
  return present(...described, { kind: 'examples', group, examples });
}

/** How the parts of a form are written. */
function encodingInWords({ source }: ContentModel): string {
  const parts = entriesOf(source, 'encoding').map(([name, encoding]) => {
    const type = getString(encoding, 'contentType');
    const style = getString(encoding, 'style');
    const headers = entriesOf(encoding, 'headers').map(([header]) => code(header));
    const types = type?.split(',').map((each) => code(each.trim()));
    const words = [
      ...(types ? [`as ${types.join(' or ')}`] : []),
      ...(style ? [`in the style ${code(style)}`] : []),
      ...(headers.length > 0 ? [`with ${headers.join(', ')}`] : []),
    ];
    return `${code(name)} is sent ${words.join(', ') || 'as its type says'}.`;
  });
  return parts.join(' ');
}

function examplesIn(
  { site: { model } }: Context,
  content: ContentModel,
  first: readonly NamedExample[],
): (Omit<Example, 'label'> & { readonly name: string })[] {
  const { contentType, schema } = content;
  const given = contentExamples(model.document, content);
  const own = [...first, ...given].map(({ name, summary, description, value }) => ({
    ...{
      name,
      about: sentences(plain(summary ?? ''), oneLine(prose(description ?? ''))),
      ...written(contentType, value),
    },
  }));
  // A text that nobody wrote would say nothing of a language other than JSON.
  if (given.length > 0 || !isJson(contentType)) return own;
  const about = 'Made of the schema, since the contract gives none.';
  return [...own, { name: '', about, ...written(contentType, exampleOf(model.document, schema)) }];
}

function written(contentType: string, value: unknown): { readonly language: string; readonly source: string } {
  if (typeof value === 'string' && !isJson(contentType))
    return { language: /\bxml\b/.test(contentType) ? 'xml' : 'text', source: value };
  return { language: 'json', source: JSON.stringify(value, null, 2) ?? 'null' };
}
