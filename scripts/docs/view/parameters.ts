import { entriesOf, get, getString, isObject, type Json } from '../../../src/openapi/json.ts';
import type { Model } from '../../../src/openapi/model.ts';
import type { ParameterModel } from '../../../src/openapi/parameters.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { namedExamples } from '../example.ts';
import { type Made, rememberedAs } from '../maps.ts';
import { code, plain, prose } from '../markdown/text.ts';
import type { Field, FieldsBlock } from './block.ts';
import type { Context } from './component.ts';
import { isFree, type SchemaView } from './schema.ts';
import { deprecatedInWords, exampleInWords } from './words.ts';

/** How values are written where it is not the usual way. */
function styleInWords({ entry }: ParameterModel, schema: Json): string | undefined {
  const { style, explode, contentType, allowReserved, name } = entry;
  if (contentType !== undefined) return `Written as ${code(contentType)}.`;
  const list = schema['type'] === 'array';
  const structured = list || schema['type'] === 'object' || schema['properties'] !== undefined;
  const reserved = allowReserved ? 'Reserved characters are sent as they are.' : undefined;
  const usual = style === 'simple' || style === 'form' ? reserved : `In the style ${code(style)}.`;
  if (!structured) return usual;
  if (style === 'deepObject') return `Written as ${code(`${name}[key]=value`)}.`;
  if (style === 'pipeDelimited' && !explode) return `Items are separated by ${code('|')}.`;
  if (style === 'spaceDelimited' && !explode) return 'Items are separated by spaces.';
  if (style === 'form' && !explode) return `Written in one, separated by ${code(',')}.`;
  if (style === 'form' && list) return `Written as ${code(`${name}=a&${name}=b`)}.`;
  return usual;
}

/** One parameter of an operation. */
export function parameterField(model: Model, view: SchemaView, parameter: ParameterModel): Field {
  const { entry, schema, source } = parameter;
  return describedField(model, view, entry.name, source, schema, {
    in: entry.in,
    required: entry.required,
    facts: [styleInWords(parameter, model.document.follow(schema) ?? {})].filter((fact) => fact !== undefined),
  });
}

/** The same parameters and headers stand on all pages of a large document. */
const known: Made<Field> = new WeakMap();

/** What a parameter or a header says itself goes before what its schema says. */
function describedField(
  model: Model,
  view: SchemaView,
  name: string,
  owner: Json,
  schema: unknown,
  more: Partial<Field> = {},
): Field {
  const make = (): Field => {
    const said = getString(owner, 'description');
    const examples = namedExamples(model.document, owner).map(({ name: each, summary, value }) => {
      const words = summary ?? each;
      return exampleInWords(value, words === '' ? 'Example' : `Example, ${plain(words)}`);
    });
    const own = said === undefined ? more : { ...more, about: prose(said) };
    const field = view.field(name, schema, own);
    // An example of the parameter itself makes one of its schema needless.
    const others = field.facts.filter((fact) => examples.length === 0 || !fact.startsWith('Example: '));
    const facts = [deprecatedInWords(owner), ...others, ...examples, sourceInWords(owner)];
    return { ...field, facts: facts.filter((fact) => fact !== undefined) };
  };
  return isObject(schema) && isFree(schema) ? rememberedAs(known, owner, name, make) : make();
}

/** Headers as fields. */
export function headersBlock(
  { site: { model }, view }: Context,
  headers: readonly (readonly [string, unknown])[],
): FieldsBlock {
  const fields = headers.map(([name, header]) => {
    const owner = model.document.follow(header) ?? {};
    const [media] = entriesOf(owner, 'content');
    return describedField(model, view, name, owner, media ? get(media[1], 'schema') : get(owner, 'schema'), {
      ...(get(owner, 'required') === true && { required: true }),
      ...(media && { facts: [`Written as ${code(media[0])}.`] }),
    });
  });
  return { kind: 'fields', noun: 'Header', under: '', fields };
}
