import type { SecurityScheme } from '../../src/contract.ts';
import { isSuccess, type ResponseModel } from '../../src/openapi/bodies.ts';
import { schemasOf, targetOf } from '../../src/openapi/components.ts';
import { get, getString, isObject, type Json } from '../../src/openapi/json.ts';
import { isJson } from '../../src/openapi/media-type.ts';
import type { Model } from '../../src/openapi/model.ts';
import { capitalize, Names, typeName } from '../../src/openapi/names.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { paginationInWords } from '../../src/openapi/pagination.ts';
import { limitsInWords } from '../../src/openapi/rate-limit.ts';
import { isServed } from '../../src/openapi/security.ts';
import { endInWords, paragraphs, sourceInWords } from './describe.ts';
import { type PagedTypes, pagedText, pagedTypes, selectionName, signatureOf } from './paged.ts';
import { paramsSchema } from './params.ts';
import { docComment, propertyKey, quote, statusKey } from './text.ts';
import type { AddedSchema } from './types-document.ts';

/** The names of the types that a method is written in. */
export interface MethodModel {
  readonly operation: OperationModel;
  readonly params: string;
  readonly data: string;
  /** The types of the bodies, by status. */
  readonly errors: readonly (readonly [status: string, type: string])[];
  /** The type of what can be selected. */
  readonly field: string | undefined;
  readonly paged: PagedTypes | undefined;
}

/** The types that a document's methods are written in. */
export interface PlannedTypes {
  /** The operations that have a method. */
  readonly operations: readonly OperationModel[];
  readonly methods: readonly MethodModel[];
  /** The name of the type of each schema, those of the document and those that were added. */
  readonly named: ReadonlyMap<string, string>;
  /** Schemas that the document does not have, by the names of their types. */
  readonly added: ReadonlyMap<string, AddedSchema>;
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
}

/** Names every type of a document, and what has none yet. */
export function planTypes(model: Model): PlannedTypes {
  const { document, operations: all, securitySchemes } = model;
  const operations = all.filter(({ unsupported }) => unsupported === undefined);
  const names = Names.ofTypes();
  const schemas = Object.keys(schemasOf(document.root));
  // What is the name of a type already keeps it; others make way.
  const inTurn = [...schemas.filter((name) => typeName(name) === name), ...schemas];
  const nameOf = new Map<string, string>();
  for (const name of inTurn) if (!nameOf.has(name)) nameOf.set(name, names.take(typeName(name), 'Schema'));
  const { methods, added } = planMethods(model, operations, names, nameOf);
  const named = new Map([...nameOf, ...[...added.keys()].map((name) => [name, name] as const)]);
  return { operations, methods, named, added, securitySchemes };
}

/**
 * Names everything that methods need a type for and that has no name in the document: parameters, what can be selected,
 * bodies described in place. Each becomes a schema to be added to the document, called by the name of its type.
 */
function planMethods(
  model: Model,
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
    if (!isJson(content.contentType)) return content.contentType.startsWith('text/') ? 'string' : 'Blob';
    const known = nameOf.get(targetOf(content.schema) ?? '') ?? bodies.get(content.pointer);
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
  const fieldOf = (operation: OperationModel, data: string): string | undefined => {
    const { selects } = operation;
    if (!selects) return undefined;
    const own = selectionName(operation, nameOf);
    if (own !== undefined) return own;
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
    const paged = pagedTypes(model, operation, nameOf, data[0] ?? base);
    const field = fieldOf(operation, paged?.item ?? data[0] ?? base);
    const selection = field !== undefined && added.has(field) ? field : undefined;
    return {
      operation,
      params: add(`${base}Params`, paramsSchema(operation, selection), true),
      data: [...new Set(data)].join(' | ') || 'undefined',
      errors: failures.map((response) => [
        response.status,
        typeOf(response, `${base}Error${capitalize(response.status)}`),
      ]),
      field,
      paged,
    };
  });
  return { methods, added };
}

/** The statements of `methods.d.ts` that follow the declarations of the added schemas. */
export function typesFile({ methods, securitySchemes }: PlannedTypes): string {
  return [
    docComment('One method for each operation of the API.'),
    'export interface Methods {\n',
    methods.map(methodText).join('\n'),
    '}\n\n',
    docComment('What each operation takes and gives, by its name.'),
    'export interface OperationTypes {\n',
    methods.map(typesText).join(''),
    '}\n\n',
    docComment('The credentials of the API, by the name of their security scheme.'),
    'export interface Credentials {\n',
    ...[...securitySchemes].map(([name, scheme]) => credentialText(name, scheme)),
    '}\n\n',
    docComment('The types of the API, for `createClient`.'),
    'export interface ContractTypes {\n  methods: Methods;\n  operations: OperationTypes;\n',
    '  paths: paths;\n  credentials: Credentials;\n}\n',
  ].join('');
}

function credentialText(name: string, scheme: SecurityScheme): string {
  if (!isServed(scheme)) return '';
  const basic = scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic';
  return `  ${propertyKey(name)}?: Credential<${basic ? 'BasicCredential' : 'string'}>;\n`;
}

function methodText(model: MethodModel): string {
  const { operation, data, paged, field } = model;
  const prose = proseOf(operation);
  const head = `${docComment(prose, '  ')}  ${propertyKey(operation.name)}`;
  const signature = signatureOf(model);
  if (paged) return `${head}: ${pagedText(prose, signature, data, paged, field !== undefined)}`;
  const { generic, params, narrow } = signature;
  if (field === undefined) return `${head}(${params}, call?: CallOptions): ResponsePromise<${data}>;\n`;
  return `${head}${generic}(\n    ${params},\n    call?: CallOptions,\n  ): ResponsePromise<${narrow(data)}>;\n`;
}

/** What an editor shows of a method: all that the document says of the operation. */
function proseOf({ source, rateLimit, pagination, responses }: OperationModel): string {
  const failures = responses.map(({ status }) => status).filter((status) => /^[45]/.test(status));
  const statuses =
    failures.length > 0 ? `${failures.join(', ')}, or any other that is no success` : 'that is no success';
  const link = getString(get(source, 'externalDocs'), 'url');
  return paragraphs(
    getString(source, 'summary'),
    getString(source, 'description'),
    pagination && paginationInWords(pagination.entry),
    rateLimit && limitsInWords(rateLimit),
    endInWords(source),
    sourceInWords(source),
    [
      `@throws {ApiError} With a status ${statuses}.`,
      ...(link === undefined ? [] : [`@see ${link}`]),
      ...(get(source, 'deprecated') === true ? ['@deprecated'] : []),
    ].join('\n'),
  );
}

function typesText({ operation, params, data, errors, paged }: MethodModel): string {
  const bodies = errors.map(([status, type]) => `${statusKey(status)}: ${type}`);
  return [
    `  ${propertyKey(operation.name)}: {\n    params: ${params};\n    data: ${data};\n`,
    operation.selects ? `    selects: ${quote(operation.selects.parameter)};\n` : '',
    operation.selects && paged ? `    selected: ${paged.pageOf(`Partial<${paged.item}>`)};\n` : '',
    bodies.length > 0 ? `    errors: { ${bodies.join('; ')} };\n  };\n` : '    errors: object;\n  };\n',
  ].join('');
}
