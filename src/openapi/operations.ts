import type { HttpMethod, RateLimit } from '../contract.ts';
import { type BodyModel, isSuccess, type ResponseModel, readBody, readResponses } from './bodies.ts';
import { fieldsOf, schemasOf } from './components.ts';
import type { DocumentReader, Located } from './document.ts';
import { entriesOf, get, getArray, getObject, getString, type Json } from './json.ts';
import { isEndless } from './media-type.ts';
import { commandName, methodName, Names } from './names.ts';
import { type PaginationModel, readPagination } from './pagination.ts';
import { type ParameterModel, readParameters } from './parameters.ts';
import { escapeKey } from './pointer.ts';
import { readRateLimit } from './rate-limit.ts';
import { readSecurity } from './security.ts';
import { isElsewhere, samePlace, serverUrls, urlOf } from './servers.ts';
import { METHODS } from './walk.ts';

/** One operation, with all that stands above it in the document filled in. */
export interface OperationModel {
  /** Its operationId, or method and path; no other operation of the document has it. */
  readonly id: string;
  /** The name of its method in a client; no other operation of the document has it. */
  readonly name: string;
  /** The same as a command and an address: `get-thing`. */
  readonly command: string;
  readonly method: HttpMethod;
  /** The path template. */
  readonly path: string;
  readonly source: Json;
  readonly pointer: string;
  readonly parameters: readonly ParameterModel[];
  /** Whether two parameters share a name, so that a call groups them by location. */
  readonly grouped: boolean;
  /** What a client sends as its body. */
  readonly body: BodyModel | undefined;
  /** What the document takes as the body: also of a GET, with which no client sends one. */
  readonly accepts: BodyModel | undefined;
  readonly responses: readonly ResponseModel[];
  /** The alternatives of which one must be met. */
  readonly security: readonly (readonly string[])[];
  /** The URLs of the operation's own servers, or its path's; empty where it is served as the document is. */
  readonly servers: readonly string[];
  readonly rateLimit: RateLimit | undefined;
  /** The parameter that selects properties of the answer, and the schema of one of their names. */
  readonly selects: { readonly parameter: string; readonly names: Json } | undefined;
  /** How its answer is one part of a list. */
  readonly pagination: PaginationModel | undefined;
  /** Why no client can call it. */
  readonly unsupported: string | undefined;
}

/** Every operation under `paths`, in the order of the document. */
export function readOperations(document: DocumentReader): OperationModel[] {
  const reader = new OperationReader(document);
  if (!serverUrls(document.root).every(urlOf))
    document.warn('/servers', 'has a server that is no URL; `baseUrl` has to be given');
  return entriesOf(document.root, 'paths').flatMap(([path, item]) =>
    path.startsWith('/') ? reader.read(path, item, `/paths/${escapeKey(path)}`) : [],
  );
}

/** Reads operations, each of which gets a name that no other has. */
export class OperationReader {
  readonly #document: DocumentReader;
  readonly #names = Names.ofMethods();
  readonly #ids = new Names();
  readonly #commands = new Names();
  readonly #rootLimit: RateLimit | undefined;
  readonly #rootServers: readonly string[];
  readonly #addresses = new Set<string>();

  constructor(document: DocumentReader) {
    this.#document = document;
    this.#rootLimit = readRateLimit(document, document.root, '');
    this.#rootServers = serverUrls(document.root);
  }

  read(path: string, item: unknown, pointer: string): OperationModel[] {
    const pathItem = this.#document.resolve(item, pointer);
    if (!pathItem) {
      this.#document.warn(pointer, 'is no path item');
      return [];
    }
    return METHODS.flatMap((method) => {
      const source = getObject(pathItem.value, method);
      return source ? [this.#operation(path, method, pathItem, source)] : [];
    });
  }

  #operation(path: string, method: (typeof METHODS)[number], pathItem: Located, source: Json): OperationModel {
    const document = this.#document;
    const located = { value: source, pointer: `${pathItem.pointer}/${method}` };
    const { id, name } = this.#named(path, method, located);
    const command = this.#commands.take(commandName(name), '');
    const parameters = readParameters(document, pathItem, located, path);
    const responses = readResponses(document, located);
    const accepts = readBody(document, located);
    const verb = method.toUpperCase() as HttpMethod;
    const bodiless = verb === 'GET' || verb === 'HEAD';
    if (bodiless && accepts && !accepts.required)
      document.warn(located.pointer, `takes a body with ${verb}, which no request can carry; it is called without`);
    const body = bodiless && accepts?.required !== true ? undefined : accepts;
    // Also where there is no body yet: one that is added later must not change what a call takes.
    const parameterNames = [...parameters.map(({ entry }) => entry.name), 'body'];
    const grouped = new Set(parameterNames).size < parameterNames.length;
    const security = readSecurity(get(source, 'security') ?? get(document.root, 'security'));
    const servers = this.#servers(pathItem, source);
    const isOpen = security.length === 0 || security.some((schemes) => schemes.length === 0);
    if (!isOpen && isElsewhere(servers[0], this.#rootServers))
      document.warn(located.pointer, 'is called at a server of its own, to which no credential goes');
    const pagination = readPagination(document, located, parameters, responses);
    this.#address(`${servers[0] ?? ''} ${verb} ${path}`, parameters, located.pointer);
    return {
      ...{
        id,
        name,
        command,
        method: verb,
        path,
        source,
        pointer: located.pointer,
        parameters,
        grouped,
        body,
        accepts,
        responses,
      },
      security,
      servers,
      rateLimit: readRateLimit(document, source, located.pointer) ?? this.#rootLimit,
      selects: this.#selection(located, parameters, responses, pagination, grouped),
      pagination,
      unsupported: unsupported(verb, body, responses),
    };
  }

  #named(path: string, method: string, { value, pointer }: Located): { readonly id: string; readonly name: string } {
    const given = getString(value, 'operationId');
    const fallback = `${method}${path.replace(/\{([^}]*)\}/g, ' by $1')}`;
    const id = this.#ids.take(given ?? `${method.toUpperCase()} ${path}`, '');
    const name = this.#names.take(methodName(given ?? '') ?? methodName(fallback) ?? method, 'Operation');
    if (given !== undefined && id !== given)
      this.#document.warn(pointer, `has the operationId of another operation; its method is \`${name}\``);
    return { id, name };
  }

  /** Whether requests alone tell an operation from all before it: what follows a `#` is no part of them. */
  #address(path: string, parameters: readonly ParameterModel[], pointer: string): void {
    const asked = parameters.flatMap(({ entry: { in: location, required, name } }) =>
      required && location !== 'path' ? `${location} ${name}` : [],
    );
    const address = `${path.replace(/#.*/, '').replace(/\{[^}]*\}/g, '{}')} ${asked.sort()}`;
    const { size } = this.#addresses;
    if (this.#addresses.add(address).size === size)
      this.#document.warn(pointer, 'is called as another operation is; the emulator may answer as that one');
  }

  /** Those of the operation or its path, unless the document's own are the same. */
  #servers(pathItem: Located, source: Json): readonly string[] {
    const own = [source, pathItem.value].map(serverUrls).find((urls) => urls.length > 0) ?? [];
    const [first] = this.#rootServers;
    return own[0] === undefined || (first !== undefined && samePlace(own[0], first)) ? [] : own;
  }

  #selection(
    { pointer }: Located,
    parameters: readonly ParameterModel[],
    responses: readonly ResponseModel[],
    pagination: PaginationModel | undefined,
    grouped: boolean,
  ): OperationModel['selects'] {
    const parameter = parameters.find(({ source }) => get(source, 'x-selects-fields') === true);
    if (!parameter) return undefined;
    const { name, in: location } = parameter.entry;
    const names = this.#document.follow(get(this.#document.follow(parameter.schema), 'items')) ?? {};
    const answer = responses.find(({ status, content }) => isSuccess(status) && content)?.content?.schema;
    const properties = fieldsOf(schemasOf(this.#document.root), pagination ? pagination.item : answer);
    const listed = getArray(names, 'enum');
    const known = listed.length > 0 && listed.every((each) => typeof each === 'string' && properties.has(each));
    if (known && location === 'query' && !grouped) return { parameter: name, names };
    this.#document.warn(pointer, `cannot select by \`${name}\`: not all that it lists are properties of the answer`);
    return undefined;
  }
}

function unsupported(method: HttpMethod, body: BodyModel | undefined, responses: readonly ResponseModel[]) {
  if (method === 'TRACE') return 'is called with TRACE, which no `fetch` sends';
  if (body && (method === 'GET' || method === 'HEAD')) return `needs a body with ${method}, which no request can carry`;
  const endless = responses.find(
    ({ status, content }) => isSuccess(status) && content && isEndless(content.contentType),
  );
  return endless && `is answered with \`${endless.content!.contentType}\`, which has no end to wait for`;
}
