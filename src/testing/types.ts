import type { Source } from './answers.ts';
import type { EmulatorClock } from './clock.ts';
import type { Fault, FaultOptions } from './fault.ts';
import type { EmulatorLimits } from './limit-options.ts';
import type { WindowState } from './limits.ts';
import type { EmulatorHandler } from './memory.ts';
import type { Reply } from './reply.ts';

/**
 * An OpenAPI 3.0 or 3.1 document as an object, bundled: every `$ref` in it begins with `#/`. Typed loosely, so that a
 * document from a JSON file, a YAML parser or another package's types fits as it is.
 */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths?: object;
}

/** Items by the name of their schema in the contract. */
export type EmulatorData<Schemas extends object> = { readonly [Name in keyof Schemas]?: readonly Schemas[Name][] };

/** The settings of an emulator. Every one may be left out. */
export interface EmulatorOptions<Schemas extends object = Record<string, unknown>> {
  /**
   * What the emulator knows, by schema name. An operation whose path names an item answers with it, or as for an
   * unknown one; a list answers with all. A schema that is not named here is answered with the contract's examples,
   * whatever is asked for.
   */
  readonly data?: EmulatorData<Schemas>;
  /**
   * Whether requests change what the emulator knows, where the contract has items under a path of their own: what is
   * created is listed, read, changed and taken away, until `reset`. Default: true.
   */
  readonly memory?: boolean;
  /**
   * By operationId, what answers in the emulator's place, where the contract's shape does not say enough.
   *
   * @example
   * createEmulator({ contract, handlers: { getThing: ({ params }) => (params.path.id === '0' ? { status: 410 } : undefined) } });
   */
  readonly handlers?: Readonly<Record<string, EmulatorHandler>>;
  /** The one credential that is accepted. Default: any that is not empty. */
  readonly token?: string;
  /** How requests are limited; `false`: not at all. Default: as the contract says. */
  readonly limits?: EmulatorLimits | false;
  /** Decides everything that is random: the same seed, the same run. Default: 1. */
  readonly seed?: number;
  /** How many of the last requests are kept in `requests`. Default: all, which suits a test but not a server. */
  readonly maxRequests?: number;
  /** Where time comes from. Default: the platform's monotonic clock and its timers. */
  readonly clock?: EmulatorClock;
}

/** A request as it came, with `[redacted]` in the place of every credential and of what the contract marks sensitive. */
export interface RecordedRequest {
  /**
   * The operationId, or method and path template where the contract names none; that of GET for a HEAD that only HTTP
   * knows. Undefined for a request that leads nowhere, and for an OPTIONS that the contract does not have.
   */
  readonly operation: string | undefined;
  readonly method: string;
  /** The path template of the contract, else the path itself. */
  readonly path: string;
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value, or text. Undefined without a body, and until it was read. */
  readonly body: unknown;
  /** When it came, in milliseconds on the emulator's clock. */
  readonly time: number;
  /** What it was answered with; undefined while there is no answer, or when it was lost. */
  readonly status: number | undefined;
  /** Whether the contract says so of such a request, or it was concluded and the real server may differ. */
  readonly source: Source | undefined;
  /** Why it was not answered with success, for people. */
  readonly reason: string | undefined;
  /**
   * What in it is not as the contract says and was answered all the same, for people: query parameters that the contract
   * does not have, and parameters in another serialisation than its own. Never a value. Absent: nothing is.
   */
  readonly notes?: readonly string[];
  /** Whether it was refused for a rate limit. */
  readonly refused: boolean;
  /** The class of limits that it counted for. */
  readonly rateClass: string | undefined;
  /** The kinds of the faults that happened to it. */
  readonly faults: readonly Fault['kind'][];
}

/** A request for `exchange`. */
export interface EmulatorRequest {
  readonly method: string;
  /** Absolute. The host does not matter. */
  readonly url: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly body: () => Promise<Uint8Array>;
}

/** A server that follows a contract, without a socket. */
export interface Emulator {
  /** Takes the place of the platform's `fetch`, wherever that runs. Any host is answered for. May be used detached. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** What came, in its order, until `reset`. */
  readonly requests: readonly RecordedRequest[];
  /** The state of every window of every account that has come. */
  readonly windows: readonly WindowState[];
  /** The path of the contract's first server, to be put behind an origin of one's own; often empty. */
  readonly basePath: string;
  /**
   * Orders a fault. Faults that take the answer's place happen in the order in which they were ordered, one per
   * request; `slow` and `headers` add to them. Returns a function that takes the order back.
   *
   * @throws {TypeError} When the fault or an option is wrong, or the contract has no such operation.
   * @example
   * emulator.fail({ kind: 'status', status: 503 }, { times: 2 });
   * emulator.fail({ kind: 'reset' }, { probability: 0.1 });
   */
  fail(fault: Fault, options?: FaultOptions): () => void;
  /**
   * Counts `requests` more on every account, as other programs would make them.
   *
   * @param options.class The class of limits. Default: every class of the contract.
   */
  consume(requests: number, options?: { readonly class?: string }): void;
  /** Forgets requests, faults, counts and changes, and begins the random numbers anew. */
  reset(): void;
  /** Takes one request and tells what to put on the wire. For servers other than that of `listen`. */
  exchange(request: EmulatorRequest): Promise<Reply>;
}
