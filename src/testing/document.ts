/**
 * An OpenAPI 3.0 or 3.1 document as an object, bundled: every `$ref` in it begins with `#/`. Typed loosely, so that a
 * document from a JSON file, a YAML parser or another package's types fits as it is.
 */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths?: object;
}

/** A JSON Schema of OpenAPI 3.0 or 3.1, as far as the emulator reads it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number | boolean;
  readonly exclusiveMaximum?: number | boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly items?: SchemaOrBoolean;
  readonly prefixItems?: readonly SchemaOrBoolean[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaOrBoolean>>;
  readonly patternProperties?: Readonly<Record<string, SchemaOrBoolean>>;
  readonly additionalProperties?: SchemaOrBoolean;
  readonly allOf?: readonly SchemaOrBoolean[];
  readonly anyOf?: readonly SchemaOrBoolean[];
  readonly oneOf?: readonly SchemaOrBoolean[];
  readonly not?: SchemaOrBoolean;
  readonly 'x-sensitive'?: boolean;
}
export type SchemaOrBoolean = Schema | boolean;

export interface Example {
  readonly value?: unknown;
}
export interface MediaType {
  readonly schema?: SchemaOrBoolean;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
}
export interface ParameterObject extends MediaType {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly content?: Readonly<Record<string, MediaType>>;
  readonly 'x-selects-fields'?: boolean;
}
export interface ResponseObject {
  readonly headers?: Readonly<Record<string, Omit<ParameterObject, 'name' | 'in'>>>;
  readonly content?: Readonly<Record<string, MediaType>>;
  readonly 'x-source'?: unknown;
}
export interface RequestBodyObject {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, MediaType>>;
}
export interface SecuritySchemeObject {
  readonly type: string;
  readonly scheme?: string;
  readonly in?: string;
  readonly name?: string;
}
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;
export interface Server {
  readonly url: string;
  readonly variables?: Readonly<Record<string, { readonly default: string }>>;
}
/** At most `limit` requests in a window of `seconds`. */
export interface RateWindow {
  readonly name: string;
  readonly limit: number;
  readonly seconds: number;
}
/** The value of `x-rate-limit`. */
export interface RateLimitObject {
  readonly class: string;
  readonly alignment?: 'fixed' | 'sliding';
  readonly windows: readonly RateWindow[];
  readonly headers?: { readonly limit: string; readonly remaining: string; readonly reset: string };
  readonly parallel?: { readonly retryAfter: number };
}
export interface OperationObject {
  readonly operationId?: string;
  readonly parameters?: readonly ParameterObject[];
  readonly requestBody?: RequestBodyObject;
  readonly responses?: Readonly<Record<string, ResponseObject>>;
  readonly security?: readonly SecurityRequirement[];
  readonly servers?: readonly Server[];
  readonly 'x-rate-limit'?: RateLimitObject;
}
export interface PathItem extends Readonly<Record<string, unknown>> {
  readonly parameters?: readonly ParameterObject[];
  readonly servers?: readonly Server[];
}
interface Root extends OpenApiDocument {
  readonly paths?: Readonly<Record<string, PathItem>>;
  readonly servers?: readonly Server[];
  readonly security?: readonly SecurityRequirement[];
  readonly components?: {
    readonly securitySchemes?: Readonly<Record<string, SecuritySchemeObject>>;
    readonly schemas?: Readonly<Record<string, SchemaOrBoolean>>;
  };
  readonly 'x-rate-limit'?: RateLimitObject;
}

/** A document and the way to follow its references. */
export class Contract {
  readonly root: Root;

  constructor(document: OpenApiDocument) {
    const version: unknown = (document as Partial<OpenApiDocument> | null | undefined)?.openapi;
    if (typeof version !== 'string' || !/^3\.[01]\./.test(version)) {
      throw new TypeError('Expected `contract` to be an OpenAPI 3.0 or 3.1 document as an object.');
    }
    this.root = document as Root;
  }

  /** What `node` stands for, which is itself when it is no reference. */
  resolve<Node extends object>(node: Node): Node {
    let found: object = node;
    for (let steps = 0; '$ref' in found && typeof found.$ref === 'string'; steps += 1) {
      const reference = found.$ref;
      if (steps === 100)
        throw new TypeError(`Expected \`${reference}\` in \`contract\` to lead somewhere: it leads to itself.`);
      if (!reference.startsWith('#/')) {
        throw new TypeError(`Expected \`contract\` to be bundled, but it refers to \`${reference}\`. Bundle it first.`);
      }
      const target = reference.slice(2).split('/').reduce<unknown>(step, this.root);
      if (typeof target !== 'object' || target === null) {
        throw new TypeError(`Expected \`contract\` to hold \`${reference}\`, to which it refers.`);
      }
      found = target;
    }
    return found as Node;
  }
}

function step(node: unknown, key: string): unknown {
  const name = decode(key).replaceAll('~1', '/').replaceAll('~0', '~');
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? (node as Record<string, unknown>)[name]
    : undefined;
}

/** Percent-decoding that leaves alone what is not percent-encoded text. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
