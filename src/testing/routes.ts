import {
  type Contract,
  decode,
  type OperationObject,
  type ParameterObject,
  type PathItem,
  type RateLimitObject,
  type RequestBodyObject,
  type ResponseObject,
  type SecurityRequirement,
  type Server,
} from './document.ts';

/** One operation with all that stands above it in the document filled in. */
export interface Operation {
  /** Its operationId; method and path where it has none. */
  readonly id: string;
  readonly method: string;
  /** The path template. */
  readonly path: string;
  readonly parameters: readonly ParameterObject[];
  readonly requestBody: RequestBodyObject | undefined;
  readonly responses: Readonly<Record<string, ResponseObject>>;
  readonly security: readonly SecurityRequirement[];
  readonly rateLimit: RateLimitObject | undefined;
}

/** Where a request leads. */
export interface Match {
  /** The operation, that of GET for a HEAD, or any operation of the path when the path has none of the method. */
  readonly operation: Operation;
  readonly methodKnown: boolean;
  /** All methods that the path is answered for, those included that HTTP adds to the contract's. */
  readonly methods: readonly string[];
  /** The path's parameters as they were sent, percent-encoded. */
  readonly path: Readonly<Record<string, string>>;
}

interface Route {
  readonly segments: readonly Segment[];
  readonly operation: Operation;
}
type Segment = { readonly literal: string } | { readonly pattern: RegExp; readonly names: readonly string[] };

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The paths of a document, under the base paths of their servers; the host is not looked at. */
export class Routes {
  readonly operations: readonly Operation[];
  /** The path of the document's first server, without a slash at its end. */
  readonly basePath: string;
  readonly #routes: readonly Route[];

  constructor(contract: Contract) {
    const { root } = contract;
    const routes: Route[] = [];
    for (const [path, reference] of Object.entries(root.paths ?? {})) {
      const item = contract.resolve(reference);
      for (const method of METHODS) {
        const object = item[method] as OperationObject | undefined;
        if (!object) continue;
        const operation = compile(contract, method.toUpperCase(), path, item, object);
        const bases = new Set(basePaths(object.servers ?? item.servers ?? root.servers));
        for (const base of bases) routes.push({ segments: segmentsOf(base + path), operation });
      }
    }
    this.operations = [...new Set(routes.map(({ operation }) => operation))];
    this.basePath = basePaths(root.servers)[0] ?? '';
    this.#routes = routes.sort(literalsFirst);
  }

  match(method: string, pathname: string): Match | undefined {
    const parts = pathname.split('/').slice(1);
    const found = this.#routes.flatMap(({ segments, operation }) => {
      const path = matchSegments(segments, parts);
      return path ? [{ operation, path }] : [];
    });
    const [any] = found;
    if (!any) return undefined;
    const own = found.find(({ operation }) => operation.method === method);
    const get = found.find(({ operation }) => operation.method === 'GET');
    const methods = new Set([...found.map(({ operation }) => operation.method), ...(get ? ['HEAD'] : []), 'OPTIONS']);
    const known = own ?? (method === 'HEAD' ? get : undefined);
    return { ...(known ?? any), methodKnown: known !== undefined, methods: [...methods] };
  }
}

function compile(contract: Contract, method: string, path: string, item: PathItem, object: OperationObject): Operation {
  const parameters = new Map<string, ParameterObject>();
  for (const reference of [...(item.parameters ?? []), ...(object.parameters ?? [])]) {
    const parameter = contract.resolve(reference);
    // An operation's own parameter takes the place of its path's.
    parameters.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  const responses = Object.entries(object.responses ?? {});
  return {
    id: object.operationId ?? `${method} ${path}`,
    method,
    path,
    parameters: [...parameters.values()],
    requestBody: object.requestBody && contract.resolve(object.requestBody),
    responses: Object.fromEntries(responses.map(([status, response]) => [status, contract.resolve(response)])),
    security: object.security ?? contract.root.security ?? [],
    rateLimit: object['x-rate-limit'] ?? contract.root['x-rate-limit'],
  };
}

function basePaths(servers: readonly Server[] | undefined): string[] {
  return (servers ?? []).length === 0
    ? ['']
    : servers!.map(({ url, variables }) => {
        const filled = url.replace(/\{([^}]+)\}/g, (whole, name: string) => variables?.[name]?.default ?? whole);
        return new URL(filled, 'http://localhost').pathname.replace(/\/+$/, '');
      });
}

function segmentsOf(path: string): Segment[] {
  return path
    .split('/')
    .slice(1)
    .map((text) => {
      if (!text.includes('{')) return { literal: decode(text) };
      const names: string[] = [];
      const source = text.split(/(\{[^}]+\})/).map((part) => {
        if (!part.startsWith('{')) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
        names.push(part.slice(1, -1));
        return '(.+?)';
      });
      return { pattern: new RegExp(`^${source.join('')}$`), names };
    });
}

function matchSegments(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== parts.length) return undefined;
  const values: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const part = parts[index]!;
    if ('literal' in segment) {
      if (decode(part) !== segment.literal) return undefined;
      continue;
    }
    const found = segment.pattern.exec(part);
    if (!found) return undefined;
    for (const [position, name] of segment.names.entries()) values.push([name, found[position + 1]!]);
  }
  return Object.fromEntries(values);
}

/** Where both could match, a literal segment wins over one with a parameter, as the specification asks. */
function literalsFirst(a: Route, b: Route): number {
  for (const [index, segment] of a.segments.entries()) {
    const other = b.segments[index];
    if (other && 'literal' in segment !== 'literal' in other) return 'literal' in segment ? -1 : 1;
  }
  return 0;
}
