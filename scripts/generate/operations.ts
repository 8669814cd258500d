import type { HttpMethod, ParameterLocation, ParameterStyle, RateLimit } from '../../src/contract.ts';
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
  type Warn,
} from './document.ts';
import { methodName, Names } from './names.ts';
import { readRateLimit } from './rate-limit.ts';

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

/** A parameter, with its references resolved and its defaults filled in. */
export interface ParameterModel {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly contentType: string | undefined;
  readonly schema: unknown;
  readonly source: Json;
}

/** A body or an answer: the one media type that the client speaks. */
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

/** One operation, as every output needs it. */
export interface OperationModel {
  readonly name: string;
  readonly method: HttpMethod;
  readonly path: string;
  readonly pointer: string;
  readonly source: Json;
  readonly parameters: readonly ParameterModel[];
  /** Whether a call groups its parameters by location. */
  readonly grouped: boolean;
  readonly body: (ContentModel & { readonly required: boolean; readonly description: string | undefined }) | undefined;
  readonly responses: readonly ResponseModel[];
  readonly rateLimit: RateLimit | undefined;
  readonly security: readonly (readonly string[])[];
  /** The parameter that selects properties of the answer, and the schema of one of their names. */
  readonly selects: { readonly parameter: string; readonly names: Json } | undefined;
  readonly deprecated: boolean;
}

/** Every operation of a document, in its order. */
export function readOperations(document: OpenApiDocument, warn: Warn): OperationModel[] {
  const names = Names.ofMethods();
  const rootLimit = readRateLimit(document.root, '', warn);
  return entriesOf(document.root, 'paths').flatMap(([path, item]) => {
    const at = `/paths/${escapeKey(path)}`;
    const pathItem = document.resolve(item, at);
    if (!path.startsWith('/')) return [];
    if (!pathItem) {
      warn(at, 'is no path item');
      return [];
    }
    return METHODS.flatMap((method) => {
      const source = getObject(pathItem.value, method);
      if (!source) return [];
      const pointer = `${pathItem.pointer}/${method}`;
      const id = getString(source, 'operationId') ?? `${method}${path.replace(/\{([^}]*)\}/g, ' by $1')}`;
      const name = names.take(methodName(id), 'Operation');
      const located: Located = { value: source, pointer };
      return [readOperation(document, { name, method, path, pathItem, located, rootLimit, warn })];
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
  readonly warn: Warn;
}

function readOperation(document: OpenApiDocument, context: Context): OperationModel {
  const { value: source, pointer } = context.located;
  const parameters = readParameters(document, context);
  const body = readBody(document, source, pointer, context.warn);
  const names = parameters.map((parameter) => parameter.name);
  const clash = new Set(names).size < names.length || (body !== undefined && names.includes('body'));
  const responses = readResponses(document, source, pointer, context.warn);
  const selects = readSelection(document, parameters, responses);
  if (selects && (clash || !selects.possible)) {
    context.warn(
      pointer,
      `selects fields by \`${selects.parameter}\`, but not properties of its answer alone; this is ignored`,
    );
  }
  return {
    name: context.name,
    method: context.method.toUpperCase() as HttpMethod,
    path: context.path,
    pointer,
    source,
    parameters,
    grouped: clash,
    body,
    responses,
    rateLimit: readRateLimit(source, pointer, context.warn) ?? context.rootLimit,
    security: readSecurity(get(source, 'security') ?? get(document.root, 'security')),
    selects: clash || !selects?.possible ? undefined : selects,
    deprecated: get(source, 'deprecated') === true,
  };
}

function readParameters(document: OpenApiDocument, { located, pathItem, path, warn }: Context): ParameterModel[] {
  // One of the operation takes the place of one of the path with the same name and location.
  const found = new Map<string, ParameterModel>();
  for (const owner of [pathItem, located]) {
    for (const [index, item] of getArray(owner.value, 'parameters').entries()) {
      const pointer = `${owner.pointer}/parameters/${index}`;
      const parameter = document.resolve(item, pointer);
      const model = parameter && readParameter(parameter, warn);
      if (!parameter) warn(pointer, 'is no parameter');
      if (model) found.set(`${model.in} ${model.name}`, model);
    }
  }
  for (const [, name = ''] of path.matchAll(/\{([^}]*)\}/g)) {
    if (found.has(`path ${name}`)) continue;
    warn(located.pointer, `does not declare the parameter of its path; it is taken as a string`);
    found.set(`path ${name}`, {
      ...{ name, in: 'path', required: true, style: 'simple', explode: false, allowReserved: false },
      ...{ contentType: undefined, schema: { type: 'string' }, source: {} },
    });
  }
  return [...found.values()];
}

function readParameter({ value, pointer }: Located, warn: Warn): ParameterModel | undefined {
  const name = getString(value, 'name');
  const location = LOCATIONS.find((each) => each === get(value, 'in'));
  if (name === undefined || !location) {
    warn(pointer, 'has no name, or is in a place that no request has');
    return undefined;
  }
  if (location === 'header' && IGNORED_HEADERS.has(name.toLowerCase())) return undefined;
  const [media] = entriesOf(value, 'content');
  const wanted = getString(value, 'style');
  const style = STYLES[location].find((each) => each === wanted) ?? STYLES[location][0]!;
  if (wanted !== undefined && wanted !== style)
    warn(pointer, `has a style that a ${location} parameter cannot have; \`${style}\` is used`);
  const explode = get(value, 'explode');
  return {
    name,
    in: location,
    required: location === 'path' || get(value, 'required') === true,
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form',
    allowReserved: get(value, 'allowReserved') === true,
    contentType: media?.[0],
    schema: media ? (get(media[1], 'schema') ?? {}) : (get(value, 'schema') ?? {}),
    source: value,
  };
}

function readBody(document: OpenApiDocument, source: Json, pointer: string, warn: Warn): OperationModel['body'] {
  const body = document.resolve(get(source, 'requestBody'), `${pointer}/requestBody`);
  if (!body) {
    if (get(source, 'requestBody') !== undefined) warn(`${pointer}/requestBody`, 'is no request body');
    return undefined;
  }
  const content = readContent(body);
  const description = getString(body.value, 'description');
  return content && { ...content, required: get(body.value, 'required') === true, description };
}

function readResponses(document: OpenApiDocument, source: Json, pointer: string, warn: Warn): ResponseModel[] {
  return entriesOf(source, 'responses').flatMap(([status, item]): ResponseModel[] => {
    if (status.startsWith('x-')) return [];
    const at = `${pointer}/responses/${escapeKey(status)}`;
    const response = document.resolve(item, at);
    if (!response || !/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
      warn(at, 'is no response');
      return [];
    }
    return [{ status, content: readContent(response), source: response.value }];
  });
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
  return { parameter: parameter.name, names, possible: parameter.in === 'query' && known };
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
