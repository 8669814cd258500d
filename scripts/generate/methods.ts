import { paragraphs, sourceInWords } from './describe.ts';
import { get, getString, isObject, type Json, type OpenApiDocument } from './document.ts';
import { capitalize, type Names, typeName } from './names.ts';
import { isJsonType, isSuccess, type OperationModel, type ResponseModel } from './operations.ts';
import { paramsSchema } from './params.ts';
import { limitsInWords } from './rate-limit.ts';
import type { AddedSchema } from './schema-types.ts';
import { docComment, propertyKey, quote, statusKey } from './text.ts';

/** The names of the types that a method is written in. */
export interface MethodModel {
  readonly operation: OperationModel;
  readonly params: string;
  readonly data: string;
  /** The types of the bodies, by status. */
  readonly errors: readonly (readonly [status: string, type: string])[];
  /** The type of what can be selected. */
  readonly field: string | undefined;
}

/**
 * Names everything that methods need a type for and that has no name in the document: parameters, what can be selected,
 * bodies described in place. Each becomes a schema to be added to the document, called by the name of its type.
 */
export function planMethods(
  document: OpenApiDocument,
  operations: readonly OperationModel[],
  names: Names,
  nameOf: ReadonlyMap<string, string>,
): { readonly methods: readonly MethodModel[]; readonly added: ReadonlyMap<string, AddedSchema> } {
  const added = new Map<string, AddedSchema>();
  const fields = new Map<string, string>();
  const add = (wanted: string, schema: Json, given: boolean): string => {
    const name = names.take(wanted, 'Type');
    added.set(name, { schema, given });
    return name;
  };
  const bodies = new Map<string, string>();
  const typeOf = ({ content, source }: ResponseModel, wanted: string): string => {
    if (!content) return 'undefined';
    if (!isJsonType(content.contentType)) return content.contentType.startsWith('text/') ? 'string' : 'Blob';
    const known = nameOf.get(document.schemaName(content.schema) ?? '') ?? bodies.get(content.pointer);
    if (known !== undefined) return known;
    const schema = isObject(content.schema) ? content.schema : {};
    // An answer that operations share is named after itself, not after the first of them.
    const shared = /^\/components\/responses\/([^/]+)\//.exec(content.pointer)?.[1];
    const described = { description: getString(source, 'description'), ...schema };
    const name = add(shared === undefined ? wanted : typeName(`${shared}-response`), described, false);
    bodies.set(content.pointer, name);
    return name;
  };
  /** Operations that select from the same schema share the type. */
  const fieldOf = ({ selects }: OperationModel, data: string): string | undefined => {
    if (!selects) return undefined;
    const key = JSON.stringify([data, selects.names]);
    const schema = { ...selects.names, description: `What \`${selects.parameter}\` can select.` };
    const name = fields.get(key) ?? add(`${data}Field`, schema, true);
    fields.set(key, name);
    return name;
  };
  const methods = operations.map((operation): MethodModel => {
    const base = typeName(capitalize(operation.name));
    const successes = operation.responses.filter(({ status }) => isSuccess(status));
    const failures = operation.responses.filter(({ status }) => !isSuccess(status));
    const suffix = (status: string): string => (successes.length > 1 ? capitalize(status) : '');
    const data = successes.map((response) => typeOf(response, `${base}Response${suffix(response.status)}`));
    const field = fieldOf(operation, data[0] ?? base);
    return {
      operation,
      params: add(`${base}Params`, paramsSchema(operation, field), true),
      data: [...new Set(data)].join(' | ') || 'undefined',
      errors: failures.map((response) => [
        response.status,
        typeOf(response, `${base}Error${capitalize(response.status)}`),
      ]),
      field,
    };
  });
  return { methods, added };
}

/** The statements of `methods.d.ts` that follow the declarations of the added schemas. */
export function methodsText(methods: readonly MethodModel[]): string {
  return [
    docComment('One method for each operation of the API.'),
    'export interface Methods {\n',
    methods.map(methodText).join('\n'),
    '}\n\n',
    docComment('What each operation takes and gives, by its name.'),
    'export interface OperationTypes {\n',
    methods.map(typesText).join(''),
    '}\n\n',
    docComment('The types of the API, for `createClient`.'),
    'export interface ContractTypes {\n  methods: Methods;\n  operations: OperationTypes;\n  paths: paths;\n}\n',
  ].join('');
}

function methodText({ operation, params, data, field }: MethodModel): string {
  const required = operation.body?.required || operation.entry.parameters.some((parameter) => parameter.required);
  const head = `${docComment(proseOf(operation), '  ')}  ${propertyKey(operation.name)}`;
  const given = `params${required ? '' : '?'}`;
  if (field === undefined) return `${head}(${given}: ${params}, call?: CallOptions): Promise<${data}>;\n`;
  const key = propertyKey(operation.selects!.parameter);
  return [
    `${head}(${given}: ${params} & { ${key}?: never }, call?: CallOptions): Promise<${data}>;\n`,
    `${head}<const Fields extends readonly [${field}, ...${field}[]]>(\n`,
    `    params: ${params} & { ${key}: Fields },\n    call?: CallOptions,\n  ): Promise<Pick<${data}, Fields[number]>>;\n`,
    // A list that is known to be empty fits none: the server would take it for no list at all.
    `${head}<const Fields extends readonly ${field}[] | undefined>(\n`,
    `    params: ${params} & { ${key}?: Fields extends readonly never[] ? never : Fields },\n    call?: CallOptions,\n`,
    `  ): Promise<Partial<${data}>>;\n`,
  ].join('');
}

/** What an editor shows of a method: all that the document says of the operation. */
function proseOf({ entry, source, rateLimit, responses }: OperationModel): string {
  const failures = responses.map(({ status }) => status).filter((status) => /^[45]/.test(status));
  const statuses =
    failures.length > 0 ? `${failures.join(', ')}, or any other that is no success` : 'that is no success';
  const link = getString(get(source, 'externalDocs'), 'url');
  return paragraphs(
    getString(source, 'summary'),
    getString(source, 'description'),
    rateLimit && limitsInWords(rateLimit),
    sourceInWords(source),
    [
      `@throws {ApiError} With a status ${statuses}.`,
      ...(link === undefined ? [] : [`@see ${link}`]),
      ...(entry.deprecated ? ['@deprecated'] : []),
    ].join('\n'),
  );
}

function typesText({ operation, params, data, errors }: MethodModel): string {
  const bodies = errors.map(([status, type]) => `${statusKey(status)}: ${type}`);
  return [
    `  ${propertyKey(operation.name)}: {\n    params: ${params};\n    data: ${data};\n`,
    operation.selects ? `    selects: ${quote(operation.selects.parameter)};\n` : '',
    bodies.length > 0 ? `    errors: { ${bodies.join('; ')} };\n  };\n` : '    errors: object;\n  };\n',
  ].join('');
}
