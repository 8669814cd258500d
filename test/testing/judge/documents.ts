import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/** Part of a document, of which nothing is known until it is looked at. */
export interface Node {
  readonly [name: string]: unknown;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const examples = dirname(createRequire(import.meta.url).resolve('@readme/oas-examples/package.json'));

function documentsOf(folder: string, prefix: string): [string, string][] {
  const files = readdirSync(folder).filter((file) => /\.(json|yaml)$/.test(file));
  return files.map((file) => [`${prefix}/${file}`, join(folder, file)]);
}

/** Names and files of all that is judged. */
export const documents: readonly [name: string, file: string][] = [
  ['ours', join(root, 'generated/openapi.json')],
  ['bookshop', join(root, 'test/contracts/bookshop/openapi.yaml')],
  ...documentsOf(join(root, 'test/fixtures/cases'), 'cases'),
  ...documentsOf(join(examples, '3.0/json'), '3.0'),
  ...documentsOf(join(examples, '3.1/json'), '3.1'),
];

export function load(file: string): Node {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.json') ? JSON.parse(text) : parse(text);
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a node stands for: itself, or what it refers to. */
export function follow(document: Node, node: unknown): Node {
  let found = node;
  while (isNode(found) && typeof found['$ref'] === 'string') {
    const steps = found['$ref'].split('/').slice(1);
    found = steps.reduce<unknown>((at, step) => {
      const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
      return isNode(at) ? at[name] : undefined;
    }, document);
  }
  return isNode(found) ? found : {};
}

export interface Operation {
  readonly method: string;
  readonly path: string;
  /** The path of its server. */
  readonly base: string;
  readonly node: Node;
  readonly parameters: readonly Node[];
  readonly security: readonly Node[];
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export function operationsOf(document: Node): Operation[] {
  return Object.entries(follow(document, document['paths'])).flatMap(([path, reference]) => {
    const item = follow(document, reference);
    return METHODS.filter((method) => isNode(item[method])).map((method) => {
      const node = item[method] as Node;
      const parameters = new Map<string, Node>();
      for (const each of [item['parameters'] ?? [], node['parameters'] ?? []].flat()) {
        const parameter = follow(document, each);
        parameters.set(`${parameter['in']} ${parameter['name']}`, parameter);
      }
      return {
        method: method.toUpperCase(),
        path,
        base: baseOf(
          [node, item, document]
            .map((owner) => owner['servers'])
            .find((each) => Array.isArray(each) && each.length > 0),
        ),
        node,
        parameters: [...parameters.values()],
        security: (node['security'] ?? document['security'] ?? []) as readonly Node[],
      };
    });
  });
}

function baseOf(servers: unknown): string {
  const server = Array.isArray(servers) ? (servers[0] as Node | undefined) : undefined;
  const variables = (server?.['variables'] ?? {}) as Record<string, { default?: string }>;
  const url = String(server?.['url'] ?? '/').replace(/\{([^}]+)\}/g, (_, name) => variables[name]?.default ?? '');
  return new URL(url, 'http://localhost').pathname.replace(/\/+$/, '');
}
