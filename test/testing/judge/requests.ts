import fc from 'fast-check';
import { follow, isNode, type Node, type Operation } from './documents.ts';

/** A value that the contract itself gives as an example, put together from its schemas where it gives none. */
export function exampleOf(document: Node, media: Node): unknown {
  if (media['example'] !== undefined) return media['example'];
  for (const each of Object.values(follow(document, media['examples']))) {
    const { value } = follow(document, each);
    if (value !== undefined) return value;
  }
  return sample(document, media['schema'], []);
}

function sample(document: Node, reference: unknown, within: readonly Node[]): unknown {
  const schema = follow(document, reference);
  if (within.includes(schema)) return undefined;
  const inside = [...within, schema];
  const [example] = [schema['examples'] ?? []].flat();
  const [allowed] = [schema['enum'] ?? []].flat();
  const value = schema['const'] ?? schema['example'] ?? example ?? schema['default'] ?? allowed;
  if (value !== undefined) return value;
  const parts = [schema['allOf'] ?? [], [schema['oneOf'] ?? schema['anyOf'] ?? []].flat().slice(0, 1)].flat();
  const sampled = parts.map((part) => sample(document, part, inside));
  const [type = isNode(schema['properties']) ? 'object' : undefined] = [schema['type'] ?? []].flat();
  if (type === 'object' || (type === undefined && sampled.some(isNode))) {
    const own = Object.entries((schema['properties'] ?? {}) as Node)
      .filter(([, property]) => !follow(document, property)['readOnly'])
      .map(([name, property]) => [name, sample(document, property, inside)] as const);
    const members = Object.fromEntries(own.filter(([, member]) => member !== undefined));
    return Object.assign({}, ...sampled, members, choiceOf(document, schema));
  }
  if (type === undefined)
    return sampled.find((part) => part !== undefined) ?? (schema === within.at(-1) ? null : 'any');
  if (type === 'array') {
    const item = sample(document, schema['items'], inside);
    return item === undefined ? [] : Array(Number(schema['minItems'] ?? 1)).fill(item);
  }
  return primitive(String(type), schema);
}

/** What tells that the first of the alternatives is meant, where a property does. */
function choiceOf(document: Node, schema: Node): object {
  const { propertyName, mapping } = follow(document, schema['discriminator']);
  const [first] = [schema['oneOf'] ?? schema['anyOf'] ?? []].flat();
  const reference = String((first as Node | undefined)?.['$ref']);
  if (propertyName === undefined || !first) return {};
  const [mapped] = Object.entries(follow(document, mapping)).find(([, target]) => target === reference) ?? [];
  return { [String(propertyName)]: mapped ?? reference.split('/').at(-1) };
}

const FORMATS: Readonly<Record<string, string>> = {
  date: '2020-02-02',
  'date-time': '2020-02-02T02:02:02Z',
  email: 'a@example.com',
  uri: 'https://example.com/',
  uuid: '0b3d6f1e-7f1c-4f0e-9d5b-1d2c3b4a5f60',
};

function primitive(type: string, schema: Node): unknown {
  if (type === 'boolean') return false;
  if (type === 'null') return null;
  if (type === 'string') {
    if (typeof schema['pattern'] === 'string') return textLike(schema['pattern']);
    const text = FORMATS[String(schema['format'])] ?? 'text';
    return text.padEnd(Number(schema['minLength'] ?? 0), 't').slice(0, Number(schema['maxLength'] ?? 100));
  }
  const least = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? Math.min(1, Number(schema['maximum'] ?? 1)));
  return schema['exclusiveMinimum'] === undefined ? least : least + 1;
}

const texts = new Map<string, string>();

function textLike(pattern: string): string {
  if (!texts.has(pattern)) {
    try {
      texts.set(pattern, fc.sample(fc.stringMatching(new RegExp(pattern)), { seed: 1, numRuns: 1 })[0]!);
    } catch {
      texts.set(pattern, 'text');
    }
  }
  return texts.get(pattern)!;
}

export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** The body before it was serialised. */
  readonly content?: unknown;
  readonly pathValues: Record<string, string>;
}

/** What is done to a request, to make it wish. */
export interface Wish {
  /** Only what must be there. */
  readonly least?: boolean;
  readonly credential?: 'missing';
  /** Another value for this parameter. */
  readonly parameter?: readonly [Node, unknown];
  /** Another body. */
  readonly body?: unknown;
}

export function request(document: Node, operation: Operation, wish: Wish = {}): Sent {
  const headers: Record<string, string> = {};
  const query: string[] = [];
  const cookies: string[] = [];
  const pathValues: Record<string, string> = {};
  for (const parameter of operation.parameters) {
    if (wish.least && !parameter['required']) continue;
    const name = String(parameter['name']);
    const given = wish.parameter?.[0] === parameter ? wish.parameter[1] : parameterValue(document, parameter);
    if (given === undefined || given === null) continue;
    const text = serialise(parameter, given);
    if (parameter['in'] === 'query') query.push(text);
    else if (parameter['in'] === 'header') headers[name.toLowerCase()] = text;
    else if (parameter['in'] === 'cookie') cookies.push(`${name}=${text}`);
    else pathValues[name] = text;
  }
  if (wish.credential !== 'missing') {
    for (const scheme of Object.keys(operation.security[0] ?? {})) {
      const { type, scheme: word, in: place, name } = follow(document, schemesOf(document)[scheme]);
      if (type === 'http' || type === 'oauth2' || type === 'openIdConnect') {
        headers['authorization'] = `${word ?? 'Bearer'} dG9rZW46dG9rZW4=`;
      } else if (place === 'query') query.push(`${encodeURIComponent(String(name))}=token`);
      else if (place === 'cookie') cookies.push(`${name}=token`);
      else headers[String(name).toLowerCase()] = 'token';
    }
  }
  if (cookies.length > 0) headers['cookie'] = cookies.join('; ');
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => pathValues[name] ?? 'none');
  const url = `http://x${operation.base}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const sent = { url, method: operation.method, headers, pathValues };
  const declared = follow(document, operation.node['requestBody']);
  const content = Object.entries(follow(document, declared['content']));
  const [type, media] = content.find(([each]) => isJson(each)) ?? content[0] ?? [];
  if (type === undefined || (wish.least && !declared['required'])) return sent;
  headers['content-type'] = type;
  const value = 'body' in wish ? wish.body : exampleOf(document, media as Node);
  return { ...sent, content: value, body: isJson(type) ? JSON.stringify(value) : 'a=b' };
}

export const isJson = (type: string | null | undefined): boolean => /^application\/(.+\+)?json\b/i.test(type ?? '');

export const schemesOf = (document: Node): Node =>
  follow(document, follow(document, document['components'])['securitySchemes']);

function parameterValue(document: Node, parameter: Node): unknown {
  const [media] = Object.values((parameter['content'] ?? {}) as Node);
  return exampleOf(document, (media ?? parameter) as Node);
}

function serialise(parameter: Node, value: unknown): string {
  const inQuery = parameter['in'] === 'query';
  const inPath = parameter['in'] === 'path';
  const name = String(parameter['name']);
  const text = (each: unknown): string => {
    const plain = typeof each === 'string' ? each : JSON.stringify(each);
    return inQuery || inPath || parameter['in'] === 'cookie' ? encodeURIComponent(plain) : plain;
  };
  if (parameter['content']) return `${inQuery ? `${name}=` : ''}${text(JSON.stringify(value))}`;
  const style = parameter['style'] ?? (inQuery || parameter['in'] === 'cookie' ? 'form' : 'simple');
  const explode = parameter['explode'] ?? style === 'form';
  const key = encodeURIComponent(name);
  const pairs = isNode(value) ? Object.entries(value) : undefined;
  if (inQuery) {
    if (pairs && style === 'deepObject') return pairs.map(([at, each]) => `${key}[${at}]=${text(each)}`).join('&');
    if (pairs && explode) return pairs.map(([at, each]) => `${text(at)}=${text(each)}`).join('&');
    if (Array.isArray(value) && explode) return value.map((each) => `${key}=${text(each)}`).join('&');
    const separator = { spaceDelimited: '%20', pipeDelimited: '%7C' }[String(style)] ?? ',';
    return `${key}=${[pairs?.flat() ?? value].flat().map(text).join(separator)}`;
  }
  const separator = style === 'label' ? (explode ? '.' : ',') : style === 'matrix' ? (explode ? ';' : ',') : ',';
  const named = (each: unknown): string =>
    style === 'matrix' && explode && !pairs ? `${name}=${text(each)}` : text(each);
  const parts = pairs
    ? pairs.map(([at, each]) => (explode ? `${text(at)}=${text(each)}` : `${text(at)},${text(each)}`))
    : [value].flat().map(named);
  const prefix =
    style === 'label'
      ? '.'
      : style !== 'matrix'
        ? ''
        : explode
          ? pairs || Array.isArray(value)
            ? ';'
            : `;`
          : `;${name}=`;
  return prefix + parts.join(separator);
}
