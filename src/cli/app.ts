import type { Command } from 'commander';
import type { EachResult } from '../client/client-types.ts';
import type { CallOptions, Contract } from '../contract.ts';
import type { LimiterState } from '../limiter/limiter.ts';
import type { NormalDocument } from '../openapi/normalise.ts';
import type { ClientOptions } from '../options/client-options.ts';
import type { EmulatorOptions } from '../testing/types.ts';

/** Everything that the command line of one API has and that of another has not. */
export interface App {
  /** The command's own name. */
  readonly name: string;
  readonly version: string;
  readonly contract: Contract;
  /** The generated `model.json`: for the words of the help, and for the emulator. */
  readonly document: NormalDocument;
  /** The environment variables that are read. */
  readonly environment: { readonly token: string; readonly baseUrl: string };
  readonly createClient: (options: ClientOptions) => AnyClient;
  /** What the body of an error says to people. */
  readonly explain: (body: object) => readonly string[];
  /** What the built-in emulator does beside what the contract's shape says. */
  readonly handlers?: EmulatorOptions['handlers'];
  /** By operation, what is asked on a terminal before it is called, since it cannot be taken back. */
  readonly confirm?: Readonly<Record<string, string>>;
  /** By operation, what is looked at before it is called; what it throws is told, and nothing is sent. */
  readonly before?: Readonly<Record<string, (params: object, client: AnyClient) => Promise<void>>>;
  /** Commands that do not follow from the contract. */
  readonly extend: (program: Command, app: App) => void;
}

/** A client of any contract. */
export interface AnyClient {
  readonly [operation: string]: unknown;
  each(
    operation: string,
    inputs: Iterable<object> | AsyncIterable<object>,
    call: CallOptions,
  ): AsyncGenerator<EachResult<object, unknown>, void, void>;
  rateLimits(): readonly LimiterState[];
}

export type CallMethod = (params: object, call: CallOptions) => Promise<unknown>;

/** How a run ends, in one table for the code and for the help. */
export const EXIT = { ok: 0, api: 1, usage: 2, connection: 3, limit: 4, interrupted: 130 } as const;

export const EXIT_CODES = `Exit codes:
  0    done
  1    the API answered with an error, or a result could not be written
  2    the command, an option or a parameter is wrong; nothing was sent
  3    no whole answer came
  4    a limit or the time ran out
  130  interrupted`;

/** A mistake of whoever typed the command. */
export class UsageError extends Error {}
