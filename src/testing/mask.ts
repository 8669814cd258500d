import { type Contract, decode, type SchemaOrBoolean } from './document.ts';
import { partsOf } from './schema.ts';

/** What stands in the place of a credential or a sensitive value. */
export const MASK = '[redacted]';

const ALWAYS: readonly string[] = ['authorization', 'proxy-authorization', 'cookie'];

/** Takes credentials out of what is recorded: those of the security schemes, and what HTTP itself has for them. */
export class Masker {
  readonly #contract: Contract;
  readonly #headers: ReadonlySet<string>;
  readonly #queries: ReadonlySet<string>;

  constructor(contract: Contract) {
    this.#contract = contract;
    this.#headers = new Set([...ALWAYS, ...apiKeysOf(contract, 'header').map((name) => name.toLowerCase())]);
    this.#queries = new Set(apiKeysOf(contract, 'query'));
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
        return this.#queries.has(decode(name.replaceAll('+', ' '))) ? `${name}=${MASK}` : pair;
      });
    masked.search = pairs.join('&');
    if (masked.username || masked.password) {
      masked.username = MASK;
      masked.password = '';
    }
    return masked.href;
  }

  /** A copy of `value` in which all that the schema marks `x-sensitive` is masked; keys stay. */
  body(schema: SchemaOrBoolean | undefined, value: unknown): unknown {
    const parts = partsOf(this.#contract, schema);
    if (parts.some((part) => part['x-sensitive'])) return maskAll(value);
    if (typeof value !== 'object' || value === null) return value;
    let masked: unknown = value;
    for (const part of parts) {
      for (const choice of [...(part.anyOf ?? []), ...(part.oneOf ?? [])]) masked = this.body(choice, masked);
      masked = Array.isArray(masked)
        ? masked.map((item) => this.body(part.items, item))
        : mapProperties(masked as object, (property, name) => {
            const named = part.properties && Object.hasOwn(part.properties, name);
            return this.body(named ? part.properties![name] : part.additionalProperties, property);
          });
    }
    return masked;
  }
}

/** The names under which security schemes have keys in the query, say. */
export function apiKeysOf(contract: Contract, location: string): string[] {
  const schemes = Object.values(contract.root.components?.securitySchemes ?? {});
  return schemes.flatMap((scheme) => {
    const { type, in: where, name } = contract.resolve(scheme);
    return type === 'apiKey' && where === location && name ? [name] : [];
  });
}

function maskAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskAll);
  if (typeof value === 'object' && value !== null) return mapProperties(value, maskAll);
  return value === null ? value : MASK;
}

function mapProperties(value: object, change: (property: unknown, name: string) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, change(property, name)]));
}
