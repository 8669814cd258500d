import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ClientEvent } from '../common/events.ts';
import { DEFAULTS } from '../common/read-options.ts';
import { safe } from '../common/safe.ts';
import type { ClientOptions } from '../options/client-options.ts';
import { logTo } from '../options/listeners.ts';
import { type AnyClient, type App, UsageError } from './app.ts';
import { emulated } from './emulated.ts';

/** What says which API is called, and as whom. */
export interface ConnectionOptions {
  readonly tokenFile?: string;
  readonly baseUrl?: string;
  readonly emulate?: boolean;
}

/** What every command that calls the API takes. */
export interface CommonOptions extends ConnectionOptions {
  readonly timeout?: number;
  readonly retries?: number;
  readonly verbose?: boolean;
}

export function addConnectionOptions(command: Command, { environment }: App): void {
  command
    .option('--token-file <file>', `Read the token from a file instead of ${environment.token}.`)
    .addOption(new Option('--token [text]').hideHelp().argParser(refuseToken(environment.token)).preset(''))
    .option('--base-url <url>', `Where the API is. Default: ${environment.baseUrl}, or the contract's server.`)
    .addOption(
      new Option('--emulate', 'Call a built-in emulator instead of the API. Needs no token.').conflicts([
        'baseUrl',
        'tokenFile',
      ]),
    );
}

export function addCommonOptions(command: Command, app: App): void {
  addConnectionOptions(command, app);
  command
    .option(
      '--timeout <seconds>',
      `Seconds one attempt may take. Default: ${DEFAULTS.timeoutMs / 1_000}.`,
      readPositive,
    )
    .option('--retries <count>', `How often a failed attempt is repeated. Default: ${DEFAULTS.retries}.`, readCount)
    .option('--verbose', 'Show attempts, waits and stack traces.');
}

/** A client as the options and the environment have it. */
export async function clientOf(
  app: App,
  options: CommonOptions,
  more: ClientOptions = {},
  onEvent?: (event: ClientEvent) => void,
): Promise<AnyClient> {
  const line = (message: string): void => void process.stderr.write(`${message}\n`);
  const log = options.verbose ? logTo({ debug: line, warn: line, error: line }) : undefined;
  const listeners = [log, onEvent].filter((each) => each !== undefined);
  return app.createClient({
    ...(await connection(app, options)),
    ...(options.timeout !== undefined && { timeoutMs: options.timeout * 1_000 }),
    ...(options.retries !== undefined && { retries: options.retries }),
    ...(listeners.length > 0 && { onEvent: (event: ClientEvent) => listeners.forEach((listen) => void listen(event)) }),
    ...more,
  });
}

async function connection(app: App, options: CommonOptions): Promise<ClientOptions> {
  if (options.emulate) {
    const { fetch } = await emulated(app, {}, ({ reason, refused }) => {
      if (reason && !refused) process.stderr.write(`The emulator says: ${safe(reason)}\n`);
    });
    return { token: 'emulated', fetch };
  }
  const baseUrl = options.baseUrl ?? process.env[app.environment.baseUrl];
  return { token: readToken(app, options), ...(baseUrl && { baseUrl }) };
}

function readToken({ name, environment }: App, { tokenFile }: CommonOptions): string {
  const token = tokenFile === undefined ? process.env[environment.token] : readTokenFile(tokenFile);
  if (token) return token;
  throw new UsageError(
    tokenFile === undefined
      ? `There is no token. Set ${environment.token}, or name a file with --token-file. To try ${name} without one, add --emulate.`
      : 'The file of --token-file is empty. It should hold the token and nothing else.',
  );
}

function readTokenFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`The file of --token-file cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function refuseToken(variable: string): () => never {
  return () => {
    throw new UsageError(
      `A token is never taken as an argument: every program on this machine can read it there, and the shell's history keeps it. Set ${variable}, or name a file with --token-file.`,
    );
  };
}

function readPositive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('Expected a number above 0.');
  return value;
}

export function readCount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError('Expected a whole number from 0.');
  }
  return value;
}
