import { CommanderError } from 'commander';
import {
  ApiError,
  ClientError,
  ConfigurationError,
  ConnectionError,
  QueueError,
  TimeoutError,
} from '../common/errors.ts';
import { safe } from '../common/safe.ts';
import { TOO_MANY_REQUESTS } from '../common/status.ts';
import { type App, EXIT, UsageError } from './app.ts';
import { ClosedPipe, OutputError } from './output.ts';
import { colour } from './style.ts';

/** Says what went wrong, and returns the code to exit with. */
export function report(app: App, error: unknown, verbose: boolean): number {
  if (error instanceof ClosedPipe) return EXIT.ok;
  // The parser has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (isAbort(error)) {
    say('Interrupted.');
    return EXIT.interrupted;
  }
  say(firstLine(error));
  const words = error instanceof ApiError ? app.explain(error.body as object) : [];
  if (words.length > 0) process.stderr.write(`The API says: ${safe(words.join(' '))}\n`);
  if (verbose && error instanceof Error && error.stack) {
    process.stderr.write(`${error.stack.split('\n').slice(1).join('\n')}\n`);
  }
  return exitCode(error);
}

/** One line for people: ours says all that is needed; of anything else, only that it happened. */
export function firstLine(error: unknown): string {
  if (error instanceof ClientError || error instanceof UsageError || error instanceof OutputError) return error.message;
  return `Something unexpected happened (${error instanceof Error ? error.name : typeof error}). This is a defect: report it with what --verbose shows.`;
}

function exitCode(error: unknown): number {
  if (error instanceof UsageError || error instanceof ConfigurationError) return EXIT.usage;
  if (error instanceof QueueError || error instanceof TimeoutError) return EXIT.limit;
  if (error instanceof ApiError && error.status === TOO_MANY_REQUESTS) return EXIT.limit;
  return error instanceof ConnectionError ? EXIT.connection : EXIT.api;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function say(message: string): void {
  process.stderr.write(`${colour(process.stderr, 'red', 'error:')} ${safe(message)}\n`);
}
