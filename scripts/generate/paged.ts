import { isSuccess } from '../../src/openapi/bodies.ts';
import { fieldsOf, targetOf } from '../../src/openapi/components.ts';
import { get } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { schemaAt } from '../../src/openapi/pagination.ts';
import { keysOf } from '../../src/openapi/pointer.ts';
import { docComment, propertyKey, quote } from './text.ts';

/** The types of a list that comes in pages. */
export interface PagedTypes {
  /** Of one item. */
  readonly item: string;
  /** Of a page whose items are `item`. */
  readonly pageOf: (item: string) => string;
}

/** @param nameOf The names of the types of schemas. @param data The type of the answer. */
export function pagedTypes(
  { document, schemas }: Model,
  { pagination, responses }: OperationModel,
  nameOf: ReadonlyMap<string, string>,
  data: string,
): PagedTypes | undefined {
  if (!pagination) return undefined;
  const keys = keysOf(pagination.entry.items);
  const list = data + keys.map((key) => `[${quote(key)}]`).join('');
  const answer = responses.find(({ status, content }) => isSuccess(status) && content)?.content?.schema;
  const pageOf = (item: string, at = 0, type = data): string => {
    const key = keys[at];
    if (key === undefined) return `${item}[]`;
    const inner = pageOf(item, at + 1, `${type}[${quote(key)}]`);
    const place = keys.slice(0, at).reduce<unknown>((schema, each) => schemaAt(document, schema, `/${each}`), answer);
    const fields = [...fieldsOf(schemas, place).values()].map(({ name, required }) => {
      const mark = required ? '' : '?';
      return `${propertyKey(name)}${mark}: ${name === key ? inner : `${type}[${quote(name)}]`}`;
    });
    return `{ ${fields.join('; ')} }`;
  };
  const named = nameOf.get(targetOf(pagination.item) ?? '');
  return { item: named ?? `NonNullable<${list}>[number]`, pageOf: (item) => pageOf(item) };
}

/** How an operation is called. */
export interface Signature {
  readonly generic: string;
  readonly params: string;
  /** The type of the answer, or of an item, made of its whole type. */
  readonly narrow: (type: string) => string;
}

interface Signed {
  readonly operation: OperationModel;
  readonly params: string;
  readonly field: string | undefined;
}

/** The way of calling an operation. @param params The type of what it takes. @param field Of what it can select. */
export function signatureOf({ operation, params, field }: Signed): Signature {
  const required = operation.body?.required || operation.parameters.some(({ entry }) => entry.required);
  const given = `params${required ? '' : '?'}`;
  if (field === undefined) return { generic: '', params: `${given}: ${params}`, narrow: (type) => type };
  return {
    generic: `<const Fields extends readonly ${field}[] | undefined = undefined>`,
    // A list that is known to be empty fits none: the server would take it for no list at all.
    params: `${given}: ${params} & { ${propertyKey(operation.selects!.parameter)}?: NotEmpty<Fields> }`,
    narrow: (type) => `Selected<${type}, Fields>`,
  };
}

const PAGES = [
  'All pages, read one after another as they are asked for, at the pace of the limits. `break` ends it.',
  '@throws {ApiError} As the operation does. @throws {ResponseFormatError} When a page comes again and again.',
].join('\n\n');

/** The members of a method that reads pages. */
export function pagedText(
  prose: string,
  { generic, params, narrow }: Signature,
  data: string,
  { item, pageOf }: PagedTypes,
  selects: boolean,
): string {
  const page = selects ? `[Fields] extends [undefined] ? ${data} : ${pageOf(narrow(item))}` : data;
  const line = (name: string, text: string, options: string, result: string): string =>
    `${docComment(text, '    ')}    ${name}${generic}(${params}, ${options}): ${result};\n`;
  const reads = (type: string): string => `AsyncGenerator<${type}, void, void>`;
  return [
    '{\n',
    line('', prose, 'call?: CallOptions', `ResponsePromise<${page}>`),
    line('pages', PAGES, 'options?: PageOptions', reads(page)),
    line('items', `The items of all pages. ${PAGES}`, 'options?: PageOptions', reads(narrow(item))),
    '  };\n',
  ].join('');
}

/** Whether a schema of what can be selected is one of the document's own, by whose name it goes. */
export function selectionName(operation: OperationModel, nameOf: ReadonlyMap<string, string>): string | undefined {
  const { selects, parameters } = operation;
  const parameter = parameters.find(({ entry }) => entry.name === selects?.parameter && entry.in === 'query');
  return nameOf.get(targetOf(get(parameter?.schema, 'items')) ?? '');
}
