import { MASK, redactBody } from '../common/redact.ts';
import type { SensitivePaths } from '../contract.ts';
import { targetOf } from '../openapi/components.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { decodeFragment } from '../openapi/pointer.ts';
import { sensitivePaths, sensitiveSchemas } from '../openapi/sensitive.ts';

const ALWAYS: readonly string[] = ['authorization', 'proxy-authorization', 'cookie'];

/** What a record holds of a request. */
export interface Mask {
  headers(headers: Headers, operation: OperationModel | undefined): Record<string, string>;
  /** @param path The parameters of the path, as they were sent. */
  url(url: URL, operation: OperationModel | undefined, path?: Readonly<Record<string, string>>): string;
  /** A body whose schema is known. */
  body(schema: unknown, value: unknown): unknown;
}

/**
 * Takes secrets out of what is recorded: the credentials of the security schemes, what HTTP itself has for them, and the
 * parameters that the contract marks.
 */
export class Masker implements Mask {
  /** Where values of component schemas hold secrets. */
  readonly sensitive: Readonly<Record<string, SensitivePaths>>;
  readonly #model: Model;
  readonly #headers: ReadonlySet<string>;
  readonly #queries: ReadonlySet<string>;

  constructor(model: Model) {
    this.sensitive = sensitiveSchemas(model.document);
    this.#model = model;
    this.#headers = new Set([...ALWAYS, ...apiKeysOf(model, 'header').map((name) => name.toLowerCase())]);
    this.#queries = new Set(apiKeysOf(model, 'query'));
  }

  headers(headers: Headers, operation: OperationModel | undefined): Record<string, string> {
    const marked = sensitiveIn(operation, 'header').map((name) => name.toLowerCase());
    const secret = (name: string): boolean => this.#headers.has(name) || marked.includes(name);
    return Object.fromEntries([...headers].map(([name, value]) => [name, secret(name) ? MASK : value]));
  }

  url(url: URL, operation: OperationModel | undefined, path: Readonly<Record<string, string>> = {}): string {
    const masked = new URL(url);
    for (const value of sensitiveIn(operation, 'path').map((name) => path[name])) {
      if (value) masked.pathname = masked.pathname.replaceAll(`/${value}`, `/${MASK}`);
    }
    const marked = new Set([...this.#queries, ...sensitiveIn(operation, 'query')]);
    // Pair by pair, so that all others are recorded as they were sent.
    const pairs = url.search
      .slice(1)
      .split('&')
      .map((pair) => {
        const [name = ''] = pair.split('=');
        const sent = decodeFragment(name.replaceAll('+', ' '));
        // An object is sent as `name[key]`.
        return marked.has(sent) || marked.has(sent.replace(/\[.*/, '')) ? `${name}=${MASK}` : pair;
      });
    masked.search = pairs.join('&');
    if (masked.username || masked.password) {
      masked.username = MASK;
      masked.password = '';
    }
    return masked.href;
  }

  /** A copy of `value` in which all that the schema marks `x-sensitive` is masked; keys stay. */
  body(schema: unknown, value: unknown): unknown {
    const name = targetOf(schema);
    const sensitive = name === undefined ? sensitivePaths(this.#model.document, schema) : undefined;
    return redactBody(this, { ...(name !== undefined && { schema: name }), ...(sensitive && { sensitive }) }, value);
  }
}

function sensitiveIn(operation: OperationModel | undefined, location: string): string[] {
  const parameters = operation?.parameters ?? [];
  return parameters.flatMap(({ entry }) => (entry.sensitive && entry.in === location ? [entry.name] : []));
}

/** The names under which security schemes have keys in the query, say. */
export function apiKeysOf({ securitySchemes }: Model, location: string): string[] {
  return [...securitySchemes.values()].flatMap((scheme) =>
    scheme.type === 'apiKey' && scheme.in === location ? [scheme.name] : [],
  );
}
