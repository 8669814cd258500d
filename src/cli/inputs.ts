import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { UsageError } from './app.ts';
import { readCount } from './common.ts';
import type { Job } from './job.ts';

/** The values to call with, and how many there are where that can be known. */
export interface Inputs {
  readonly values: AsyncIterable<string>;
  readonly count: () => Promise<number | undefined>;
  readonly skipped: number;
}

/** From the arguments, a file or standard input; never all of it in memory. */
export function inputsOf({ given, values: { from, skip = '0' } }: Job): Inputs {
  const skipped = readCount(skip);
  const piped = from === '-' || (from === undefined && given.length === 1 && given[0] === '-');
  if ((from !== undefined && given.length > 0) || (given.length > 1 && given.includes('-'))) {
    throw new UsageError('Give the values as arguments, in a file, or on standard input, not in two of these.');
  }
  const all = (): AsyncIterable<string> | Iterable<string> => {
    if (piped) return linesOf(() => process.stdin);
    return from === undefined ? given : linesOf(() => createReadStream(from));
  };
  const count = async (): Promise<number | undefined> => {
    if (piped) return undefined;
    let number = 0;
    for await (const _ of all()) number += 1;
    return Math.max(0, number - skipped);
  };
  return { values: without(all(), skipped), count, skipped };
}

async function* without(values: AsyncIterable<string> | Iterable<string>, skipped: number): AsyncIterable<string> {
  let number = 0;
  for await (const value of values) if (++number > skipped) yield value;
}

/** Opens the stream only when the first line is wanted, so that its failure finds someone who listens. */
export async function* linesOf(open: () => NodeJS.ReadableStream): AsyncIterable<string> {
  const input = open();
  let failure: NodeJS.ErrnoException | undefined;
  input.on('error', (error: NodeJS.ErrnoException) => {
    failure = error;
  });
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const value = line.trim();
      if (value !== '') yield value;
    }
  } catch (error) {
    if (error !== failure) throw error;
  }
  // Some versions of Node end the lines without a word instead.
  if (failure) throw new UsageError(`The file of --from cannot be read (${failure.code}).`);
}
