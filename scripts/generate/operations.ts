import type {
  HttpMethod,
  Operation,
  Parameter,
  ParameterLocation,
  ParameterStyle,
  RateLimit,
  ResponseType,
} from '../../src/contract.ts';
import {
  entriesOf,
  escapeKey,
  get,
  getArray,
  getObject,
  getString,
  isObject,
  type Json,
  type Located,
  type OpenApiDocument,
} from './document.ts';
import { methodName, Names } from './names.ts';
import { readRateLimit } from './rate-limit.ts';
import { sensitivePaths } from './sensitive.ts';

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const LOCATIONS: readonly ParameterLocation[] = ['path', 'query', 'header', 'cookie'];
const STYLES: Readonly<Record<ParameterLocation, readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};
/** The OpenAPI Specification has these described elsewhere: by `content`, by `responses`, by `security`. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization']);

/** A parameter: its entry in the table, and what else there is to say of it. */
export interface ParameterModel {
  readonly entry: Parameter;
  readonly schema: unknown;
  readonly source: Json;
}

/** A body, or an answer: the one media type that the client speaks. */
export interface ContentModel {
  readonly contentType: string;
  readonly schema: unknown;
  /** Where the schema stands. */
  readonly pointer: string;
  readonly source: Json;
}

export interface ResponseModel {
  readonly status: string;
  readonly content: ContentModel | undefined;
  readonly source: Json;
}

/** One operation: its entry in the table, and what the other files are made of. */
export interface OperationModel {
  readonly name: string;
  readonly entry: Operation;
  readonly source: Json;
  readonly parameters: readonly ParameterModel[];
  readonly body: (ContentModel & { readonly required: boolean; readonly description: string | undefined }) | undefined;
  readonly responses: readonly ResponseModel[];
  readonly rateLimit: RateLimit | undefined;
  /** The parameter that selects properties of the answer, and the schema of one of their names. */
  readonly selects: { readonly parameter: string; readonly names: Json } | undefined;
}

/** Every operation of a document, in its order. */
export function readOperations(document: OpenApiDocument): OperationModel[] {
  const names = Names.ofMethods();
  const rootLimit = readRateLimit(document, document.root, '');
  return entriesOf(document.root, 'paths').flatMap(([path, item]) => {
    const at = `/paths/${escapeKey(path)}`;
    const pathItem = document.resolve(item, at);
    if (!path.startsWith('/')) return [];
    if (!pathItem) {
      document.warn(at, 'is no path item');
      return [];
    }
    return METHODS.flatMap((method) => {
      const source = getObject(pathItem.value, method);
      if (!source) return [];
      if (get(source, 'servers') ?? get(pathItem.value, 'servers'))
        document.warn(`${pathItem.pointer}/${method}`, 'has servers of its own; those of the document are used');
      const pointer = `${pathItem.pointer}/${method}`;
      const id = getString(source, 'operationId') ?? `${method}${path.replace(/\{([^}]*)\}/g, ' by $1')}`;
      const name = names.take(methodName(id), 'Operation');
      const located: Located = { value: source, pointer };
      return [readOperation(document, { name, method, path, pathItem, located, rootLimit })];
    });
  });
}

interface Context {
  readonly name: string;
  readonly method: (typeof METHODS)[number];
  readonly path: string;
  readonly pathItem: Located;
  readonly located: Located;
  readonly rootLimit: RateLimit | undefined;
}

function readOperation(document: OpenApiDocument, context: Context): OperationModel {
  const { name, path, method } = context;
  const { value: source, pointer } = context.located;
  const parameters = readParameters(document, context);
  const body = readBody(document, source, pointer);
  const responses = readResponses(document, source, pointer);
  const rateLimit = readRateLimit(document, source, pointer) ?? context.rootLimit;
  const security = readSecurity(get(source, 'security') ?? get(document.root, 'security'));
  const names = [...parameters.map(({ entry }) => entry.name), 'body'];
  const grouped = new Set(names).size < names.length;
  const selection = readSelection(document, parameters, responses);
  const selects = selection?.possible && !grouped ? selection : undefined;
  if (selection && !selects)
    document.warn(
      pointer,
      `cannot select by \`${selection.parameter}\`: not all that it lists are properties of the answer`,
    );
  return {
    name,
    entry: {
      method: method.toUpperCase() as HttpMethod,
      path,
      parameters: parameters.map(({ entry }) => entry),
      ...(grouped && { grouped }),
      ...(body && { body: { required: body.required, contentType: body.contentType } }),
      responses: Object.fromEntries(responses.map(({ status, content }) => [status, responseEntry(document, content)])),
      ...(rateLimit && { rateLimit: rateLimit.class }),
      ...(security.length > 0 && { security }),
      ...(selects && { selectsFields: selects.parameter }),
      ...(get(source, 'deprecated') === true && { deprecated: true }),
    },
    source,
    parameters,
    body,
    responses,
    rateLimit,
    selects,
  };
}

function readParameters(document: OpenApiDocument, { located, pathItem, path }: Context): ParameterModel[] {
  // One of the operation takes the place of one of the path with the same name and location.
  const found = new Map<string, ParameterModel>();
  for (const owner of [pathItem, located]) {
    for (const [index, item] of getArray(owner.value, 'parameters').entries()) {
      const pointer = `${owner.pointer}/parameters/${index}`;
      const parameter = document.resolve(item, pointer);
      const model = parameter && readParameter(document, parameter);
      if (!parameter) document.warn(pointer, 'is no parameter');
      if (model) found.set(`${model.entry.in} ${model.entry.name}`, model);
    }
  }
  for (const [, name = ''] of path.matchAll(/\{([^}]*)\}/g)) {
    if (found.has(`path ${name}`)) continue;
    document.warn(located.pointer, `does not declare the parameter of its path; it is taken as a string`);
    const entry = { name, in: 'path', required: true, style: 'simple', explode: false } as const;
    found.set(`path ${name}`, { entry, schema: { type: 'string' }, source: {} });
  }
  return [...found.values()];
}

function readParameter(document: OpenApiDocument, { value, pointer }: Located): ParameterModel | undefined {
  const name = getString(value, 'name');
  const location = LOCATIONS.find((each) => each === get(value, 'in'));
  if (name === undefined || !location) {
    document.warn(pointer, 'has no name, or is in a place that no request has');
    return undefined;
  }
  if (location === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) return undefined;
  const [media] = entriesOf(value, 'content');
  const wanted = getString(value, 'style');
  const style = STYLES[location].find((each) => each === wanted) ?? STYLES[location][0]!;
  if (wanted !== undefined && wanted !== style)
    document.warn(pointer, `has a style that a ${location} parameter cannot have; \`${style}\` is used`);
  const explode = get(value, 'explode');
  return {
    entry: {
      ...{ name, in: location, required: location === 'path' || get(value, 'required') === true, style },
      explode: typeof explode === 'boolean' ? explode : style === 'form',
      ...(get(value, 'allowReserved') === true && { allowReserved: true }),
      ...(media && { contentType: media[0] }),
    },
    schema: (media ? get(media[1], 'schema') : get(value, 'schema')) ?? {},
    source: value,
  };
}

function readBody(document: OpenApiDocument, source: Json, pointer: string): OperationModel['body'] {
  const body = document.resolve(get(source, 'requestBody'), `${pointer}/requestBody`);
  if (!body) {
    if (get(source, 'requestBody') !== undefined) document.warn(`${pointer}/requestBody`, 'is no request body');
    return undefined;
  }
  const content = readContent(body);
  const description = getString(body.value, 'description');
  return content && { ...content, required: get(body.value, 'required') === true, description };
}

function readResponses(document: OpenApiDocument, source: Json, pointer: string): ResponseModel[] {
  return entriesOf(source, 'responses').flatMap(([status, item]): ResponseModel[] => {
    if (status.startsWith('x-')) return [];
    const at = `${pointer}/responses/${escapeKey(status)}`;
    const response = document.resolve(item, at);
    if (!response || !/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
      document.warn(at, 'is no response');
      return [];
    }
    return [{ status, content: readContent(response), source: response.value }];
  });
}

function responseEntry(document: OpenApiDocument, content: ContentModel | undefined): ResponseType {
  if (!content) return {};
  const schema = document.schemaName(content.schema);
  const type = jsonTypeOf(document.resolve(content.schema, '')?.value);
  const sensitive = schema === undefined ? sensitivePaths(document, content.schema) : undefined;
  return {
    contentType: content.contentType,
    ...(schema !== undefined && { schema }),
    ...(type && { type }),
    ...(sensitive && { sensitive }),
  };
}

/** The one JSON type that a schema says its values have. */
function jsonTypeOf(schema: Json | undefined): ResponseType['type'] | undefined {
  const declared = get(schema, 'type');
  const [type, another] = Array.isArray(declared) ? (declared as unknown[]) : [declared];
  if (another !== undefined || get(schema, 'nullable') === true) return undefined;
  if (type === 'integer') return 'number';
  return (['object', 'array', 'string', 'number', 'boolean'] as const).find((each) => each === type);
}

/** JSON where there is any, else the first media type. */
function readContent({ value, pointer }: Located): ContentModel | undefined {
  const types = entriesOf(value, 'content');
  const [contentType, media] = types.find(([type]) => isJsonType(type)) ?? types[0] ?? [];
  if (contentType === undefined) return undefined;
  return {
    contentType,
    schema: get(media, 'schema') ?? {},
    pointer: `${pointer}/content/${escapeKey(contentType)}/schema`,
    source: isObject(media) ? media : {},
  };
}

export function isJsonType(type: string): boolean {
  return /^application\/(?:[\w.-]+\+)?json\s*(;|$)/i.test(type);
}

function readSelection(
  document: OpenApiDocument,
  parameters: readonly ParameterModel[],
  responses: readonly ResponseModel[],
): { readonly parameter: string; readonly names: Json; readonly possible: boolean } | undefined {
  const parameter = parameters.find(({ source }) => get(source, 'x-selects-fields') === true);
  if (!parameter) return undefined;
  const schema = document.resolve(parameter.schema, '')?.value;
  const names = document.resolve(get(schema, 'items'), '')?.value ?? {};
  const answer = responses.find(({ status, content }) => isSuccess(status) && content)?.content?.schema;
  const properties = getObject(document.resolve(answer, '')?.value, 'properties') ?? {};
  const listed = getArray(names, 'enum');
  const known =
    listed.length > 0 && listed.every((name) => typeof name === 'string' && Object.hasOwn(properties, name));
  return { parameter: parameter.entry.name, names, possible: parameter.entry.in === 'query' && known };
}

function readSecurity(value: unknown): string[][] {
  return Array.isArray(value)
    ? value.map((alternative) => (isObject(alternative) ? Object.keys(alternative) : []))
    : [];
}

/** Whether a status is a success. */
export function isSuccess(status: string): boolean {
  return status.startsWith('2');
}
