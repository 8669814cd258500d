/**
 * The shape of what the generator makes of an OpenAPI document, and the types its methods are written in.
 *
 * This file and `call-types.ts` hold types only and import nothing: the generator copies them beside a client that is
 * generated outside this package, so that the generated code type-checks on its own.
 */

export type * from './call-types.ts';

/** An HTTP method, in the upper case of the wire. */
export type HttpMethod = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE';

/** Where a parameter travels. */
export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie';

/** How an array or an object becomes text, in the words of the OpenAPI Specification. */
export type ParameterStyle = 'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  /** Always present, as is `explode`, with the OpenAPI defaults filled in. */
  readonly style: ParameterStyle;
  readonly explode: boolean;
  /** Present when reserved characters are sent as they are. */
  readonly allowReserved?: true;
  /** Present when the value is serialized as a document of this media type, not by `style`. */
  readonly contentType?: string;
  /** Present when the value holds secrets: where a call is shown, it is masked. */
  readonly sensitive?: true;
}

/** What an operation accepts as its body. */
export interface RequestBody extends ResponseType {
  readonly required: boolean;
  readonly contentType: string;
}

/** What an operation answers with one status. */
export interface ResponseType {
  /** Absent where the contract names no body for this status. */
  readonly contentType?: string;
  /** The name of the body's schema, where it is a named one. */
  readonly schema?: string;
  /** The one JSON type that the body's schema allows, where it allows one. */
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'boolean';
  /** Where the body holds secrets, where its schema has no name by which to look that up. */
  readonly sensitive?: SensitivePaths;
}

/** At most `limit` requests in a window of `seconds`. */
export interface RateWindow {
  readonly name: string;
  readonly limit: number;
  readonly seconds: number;
}

/** The limits of a class of operations; operations of one class share its counters. */
export interface RateLimit {
  readonly scope: string;
  readonly class: string;
  /** `fixed`: windows that begin at the server's clock; `sliding`: any stretch of that length. */
  readonly alignment: 'fixed' | 'sliding';
  readonly windows: readonly RateWindow[];
  /** The names of the response headers that tell the state of a window, in lower case. */
  readonly headers?: {
    readonly limit: string;
    readonly remaining: string;
    readonly reset: string;
    /** What `reset` counts. Absent: the seconds that are left. */
    readonly unit?: 'milliseconds' | 'epoch' | 'epoch-milliseconds';
  };
  /** How a refusal for too many requests at once, rather than in a window, is recognised. */
  readonly parallel?: { readonly retryAfter: number };
}

/** How an operation gives a list in parts: `x-pagination` of the document. */
export interface Pagination {
  readonly by: 'page' | 'offset' | 'cursor' | 'link';
  /** The parameters of the number or cursor, and of the size; where they are the same, it takes a list of both. */
  readonly parameter?: string;
  readonly size?: string;
  /** The number of the first page. Absent: 1. */
  readonly first?: number;
  /** JSON Pointers into the answer: to the items, to how many all pages have, to the cursor or link, else it is in `Link`. */
  readonly items: string;
  readonly total?: string;
  readonly next?: string;
}

/** One operation: what the runtime must know to call it. */
export interface Operation {
  readonly method: HttpMethod;
  /** The path template, beginning with a slash. */
  readonly path: string;
  /** Present where the operation is served elsewhere than the document: an absolute URL, or a path at its first server. */
  readonly server?: string;
  readonly parameters: readonly Parameter[];
  /** Present when two parameters share a name, so that a call groups them by location. */
  readonly grouped?: true;
  readonly body?: RequestBody;
  /** By status, as the contract writes it: `200`, `4XX`, `default`. */
  readonly responses: Readonly<Record<string, ResponseType>>;
  /** The class whose limits apply; absent where none is declared. */
  readonly rateLimit?: string;
  /** The alternatives of which one must be met; absent or empty where none is needed. */
  readonly security?: readonly (readonly string[])[];
  /** The query parameter that selects the properties of the answer. */
  readonly selectsFields?: string;
  readonly pagination?: Pagination;
  readonly deprecated?: true;
}

/** How a credential travels. */
export type SecurityScheme =
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'apiKey'; readonly in: 'query' | 'header' | 'cookie'; readonly name: string }
  | { readonly type: 'oauth2' | 'openIdConnect' | 'mutualTLS' };

/** A credential, or a function that gives it: asked for every attempt, once it is that attempt's turn. */
export type Credential<Value> = Value | (() => Value | Promise<Value>);

/** The credential of HTTP basic authentication. The user name holds no colon; neither holds control characters. */
export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

/**
 * Where a value of a schema holds secrets. A key is a JSON Pointer into the value in which `*` stands for every
 * item or every property; `true` masks everything at that place, names continue with those schemas' own tables.
 */
export type SensitivePaths = Readonly<Record<string, true | readonly string[]>>;

/** An API without its operations, as far as the runtime must know it. */
export interface Api {
  readonly info: { readonly title: string; readonly version: string };
  /** Absolute URLs, or paths where the document says so; the first is the default. */
  readonly servers: readonly string[];
  /** By name, also those that the client has no way to serve, so that it can say so. */
  readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
  /** By class. */
  readonly rateLimits: Readonly<Record<string, RateLimit>>;
  /** By schema name; a schema without secrets is absent. */
  readonly sensitive: Readonly<Record<string, SensitivePaths>>;
}

/** An API with its operations. Generated from an OpenAPI document; see `generated/contract.js`. */
export interface Contract extends Api {
  /** By operationId. */
  readonly operations: Readonly<Record<string, Operation>>;
}

/** What carries the types of an API to `createClient`: a property that is never there. */
export type Typed<Types extends ContractTypes> = { readonly types?: Types };

/** The types of an API: a method and an entry for each operation, `paths` as openapi-typescript has them, credentials by scheme. */
export interface ContractTypes {
  methods: object;
  operations: object;
  paths: object;
  credentials?: object;
}
