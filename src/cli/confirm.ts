import { createInterface } from 'node:readline/promises';
import { UsageError } from './app.ts';
import type { Job } from './job.ts';

/** Asks before what cannot be taken back, on a terminal; elsewhere it has to be said before. */
export async function confirm({ app, name, values }: Job): Promise<void> {
  const question = app.confirm?.[name];
  if (question === undefined || values.yes || values.emulate) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw new UsageError(`${question} Add --yes to do it.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} Go on? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError('Nothing was sent.');
  } finally {
    terminal.close();
  }
}
