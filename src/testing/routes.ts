import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { decodeFragment } from '../openapi/pointer.ts';
import { basePathOf, serverUrls } from '../openapi/servers.ts';
import { fitsPath } from './parameters.ts';

/** Where a request leads. */
export interface Match {
  /** The operation, or any operation of the path when the path has none of the method. */
  readonly operation: OperationModel;
  readonly methodKnown: boolean;
  /** All methods of the path. */
  readonly methods: readonly string[];
  /** The path's parameters as they were sent, percent-encoded. */
  readonly path: Readonly<Record<string, string>>;
}

interface Route {
  readonly segments: readonly Segment[];
  /** The queries and headers without which a request is not for this operation. */
  readonly asked: readonly string[];
  readonly operation: OperationModel;
}
type Segment = { readonly literal: string } | { readonly pattern: RegExp; readonly names: readonly string[] };

/** The paths of a document, under the base paths of their servers; the host is not looked at. */
export class Routes {
  readonly operations: readonly OperationModel[];
  /** The path of the document's first server, without a slash at its end. */
  readonly basePath: string;
  readonly #model: Model;
  readonly #routes: readonly Route[];

  constructor(model: Model) {
    const servers = serverUrls(model.document.root).map(basePathOf);
    this.operations = model.operations;
    this.basePath = servers[0] ?? '';
    this.#model = model;
    this.#routes = model.operations
      .flatMap((operation) => {
        // What follows a `#` or `?` in a path is no part of it: it tells operations of one path apart.
        const [template = '', query = ''] = operation.path.split('#', 1)[0]!.split('?');
        const required = operation.parameters.filter(({ entry }) => entry.required && /query|header/.test(entry.in));
        const asked = required.map(({ entry }) => keyOf(entry.in, entry.name));
        for (const name of new URLSearchParams(query).keys()) asked.push(keyOf('query', name));
        // Also behind the document's own server: a client that was given an address calls everything there.
        const own = operation.servers.length > 0 ? [...operation.servers.map(basePathOf), this.basePath] : servers;
        const bases = new Set(own.length > 0 ? own : ['']);
        return [...bases].map((base): Route => ({ segments: segmentsOf(base + template), asked, operation }));
      })
      .sort(literalsFirst);
  }

  match(method: string, url: URL, sent: Headers): Match | undefined {
    const parts = url.pathname.split('/').slice(1);
    const found = this.#routes.flatMap((route) => {
      const path = matchSegments(route.segments, parts);
      return path ? [{ ...route, path }] : [];
    });
    const [any] = found;
    if (!any) return undefined;
    const given = new Set([...url.searchParams.keys()].map((name) => keyOf('query', name)));
    for (const name of sent.keys()) given.add(keyOf('header', name));
    const of = (wanted: string) =>
      this.#best(
        found.filter((route) => route.operation.method === wanted),
        given,
      );
    const get = of('GET');
    const methods = new Set([...found.map(({ operation }) => operation.method), ...(get ? ['HEAD'] : []), 'OPTIONS']);
    const known = of(method) ?? (method === 'HEAD' ? get : undefined);
    const { operation, path } = known ?? any;
    return { operation, path, methodKnown: known !== undefined, methods: [...methods] };
  }

  /** Of routes of one shape, that whose required queries and headers are there and whose parameters fit what was sent. */
  #best<Found extends Route & Pick<Match, 'path'>>(found: readonly Found[], given: Set<string>): Found | undefined {
    const [first] = found;
    const alike = found.filter((route) => literalsFirst(first!, route) === 0);
    if (alike.length < 2) return first;
    const rank = ({ asked, operation, path }: Found): number =>
      (asked.every((each) => given.has(each)) ? asked.length + 1 : 0) +
      (fitsPath(this.#model, operation, path) ? 1_000 : 0);
    return alike.reduce((best, route) => (rank(route) > rank(best) ? route : best));
  }
}

const keyOf = (location: string, name: string): string => `${location} ${name}`.toLowerCase();

function segmentsOf(path: string): Segment[] {
  return path
    .split('/')
    .slice(1)
    .map((text) => {
      if (!text.includes('{')) return { literal: decodeFragment(text) };
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
      if (decodeFragment(part) !== segment.literal) return undefined;
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
  // An order has to be one for all: those of different lengths never match the same path.
  if (a.segments.length !== b.segments.length) return a.segments.length - b.segments.length;
  for (const [index, segment] of a.segments.entries()) {
    const difference = freedom(segment) - freedom(b.segments[index]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** 0 for a literal; the less of a pattern is literal, the more. */
function freedom(segment: Segment): number {
  return 'literal' in segment ? 0 : 1 / (segment.pattern.source.length - 4 * segment.names.length);
}
