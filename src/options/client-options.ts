// Options: what a caller hands in, its types, and the one table that reads them. Imports limiter, common.

import type { ClientEvent } from '../common/events.ts';
import type { BasicCredential, ContractTypes, Credential, HeadersGiven, Validators } from '../contract.ts';
import type { Limiter, LimiterOptions } from '../limiter/limiter.ts';
import type { Middleware } from './middleware.ts';

/** A credential, or what gives one: asked for every attempt, once it is that attempt's turn. */
export type Token = Credential<string>;

/** What `credentials` takes where nobody says which security schemes there are. */
export type AnyCredentials = Readonly<Record<string, Credential<string> | Credential<BasicCredential>>>;

/** What `credentials` takes by the types of a contract. */
export type CredentialsOf<Types extends ContractTypes> = Types extends { credentials: infer Credentials extends object }
  ? Credentials
  : AnyCredentials;

/**
 * The settings of a client. Each is optional but `token` or `credentials`, where the API asks for one.
 *
 * @example
 * const client = createClient<ContractTypes>(contract, { token, timeoutMs: 10_000, rateLimit: { maxConcurrent: 4 } });
 */
export interface ClientOptions<Credentials extends object = AnyCredentials> {
  /**
   * The credential, or a function that gives it. A function may be asynchronous; let it cache, since the queue waits for
   * it. After a 401 it is asked once more, and the call repeated once. For operations that ask for one credential, and
   * not for HTTP basic: those, and several at once, take `credentials`.
   */
  token?: Token | undefined;
  /**
   * The credentials by the names of the contract's security schemes, each a value or a function as for `token`: a string,
   * or for HTTP basic `{ username, password }`. What is named here wins over `token`. Where the contract has alternatives,
   * the first that is wholly given is sent, one outside the query before one in it, and none only where none is given.
   *
   * @example
   * createClient<ContractTypes>(contract, { credentials: { login: { username: 'me', password }, key: () => vault.key() } });
   */
  credentials?: { readonly [Scheme in keyof Credentials]?: Credentials[Scheme] | undefined } | undefined;
  /**
   * Where the API is, all of it: https, or http on a loopback host. Credentials go there only. Default: the servers of the
   * contract; credentials then go only to those that the document itself names, not to an operation's own elsewhere.
   */
  baseUrl?: string | undefined;
  /** What sends a request, as `fetch(request, { signal })`. Default: the platform's `fetch`. */
  fetch?: ((request: Request, init: { readonly signal: AbortSignal }) => Promise<Response>) | undefined;
  /** Headers for every request. A name that the client itself sets, such as `Authorization`, is refused. */
  headers?: HeadersGiven | undefined;
  /** Milliseconds one attempt may take from being sent to its last byte. Default: 30,000. */
  timeoutMs?: number | undefined;
  /**
   * Milliseconds a whole call may take, queue, attempts and pauses together. Default: none, so that bulk work can wait.
   * More than 24 days is none too.
   */
  deadlineMs?: number | undefined;
  /** How often a failed attempt may be repeated. 0 means never. Default: 2. Refusals by rate limits do not count. */
  retries?: number | undefined;
  /** How the contract's limits are kept, a limiter to share, or `false` to send at once. Default: kept, not shared. */
  rateLimit?: LimiterOptions | { limiter: Limiter } | false | undefined;
  /** The size in bytes above which an answer is refused. Default: 10,000,000. */
  maxResponseBytes?: number | undefined;
  /** Sees each call once, first to last on the way out and last to first on the way back. */
  middleware?: readonly Middleware[] | undefined;
  /** Is told what happens to every call. What it throws is ignored. */
  onEvent?: ((event: ClientEvent) => void) | undefined;
  /**
   * Judges bodies before they are sent, and successful answers, by the contract; a selected answer by its fields only.
   * Default: none. The validators are imported apart, so that only who uses them pays for them.
   */
  validate?: Validators | undefined;
  /** What a body or an answer that is not as the contract has it leads to: an error, or an event and no more. Default: `error`. */
  onInvalid?: 'error' | 'event' | undefined;
  /** Names the program in the `User-Agent`, where the platform lets a program set it. */
  userAgent?: string | undefined;
  /** Allows a credential in a browser, where everyone who opens the page can read it. Default: false. */
  dangerouslyAllowBrowser?: boolean | undefined;
}
