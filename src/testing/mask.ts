import { MASK, redactBody } from '../common/redact.ts';
import type { SensitivePaths } from '../contract.ts';
import { targetOf } from '../openapi/components.ts';
import type { Model } from '../openapi/model.ts';
import { decodeFragment } from '../openapi/pointer.ts';
import { sensitivePaths, sensitiveSchemas } from '../openapi/sensitive.ts';

const ALWAYS: readonly string[] = ['authorization', 'proxy-authorization', 'cookie'];

/** What a record holds of a request. */
export interface Mask {
  headers(headers: Headers): Record<string, string>;
  url(url: URL): string;
  /** A body whose schema is known. */
  body(schema: unknown, value: unknown): unknown;
}

/** Takes credentials out of what is recorded: those of the security schemes, and what HTTP itself has for them. */
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

  headers(headers: Headers): Record<string, string> {
    return Object.fromEntries([...headers].map(([name, value]) => [name, this.#headers.has(name) ? MASK : value]));
  }

  url(url: URL): string {
    const masked = new URL(url);
    // Pair by pair, so that all others are recorded as they were sent.
    const pairs = url.search
      .slice(1)
      .split('&')
      .map((pair) => {
        const [name = ''] = pair.split('=');
        return this.#queries.has(decodeFragment(name.replaceAll('+', ' '))) ? `${name}=${MASK}` : pair;
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

/** The names under which security schemes have keys in the query, say. */
export function apiKeysOf({ securitySchemes }: Model, location: string): string[] {
  return [...securitySchemes.values()].flatMap((scheme) =>
    scheme.type === 'apiKey' && scheme.in === location ? [scheme.name] : [],
  );
}
