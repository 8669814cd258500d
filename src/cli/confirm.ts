import { agreed, isTerminal } from '../evidence/ask.ts';
import { UsageError } from './app.ts';
import type { Job } from './job.ts';

/** Asks before what cannot be taken back, on a terminal; elsewhere it has to be said before. */
export async function confirm({ app, name, values }: Job): Promise<void> {
  const question = app.confirm?.[name];
  if (question === undefined || values.yes || values.emulate) return;
  if (!isTerminal()) throw new UsageError(`${question} Add --yes to do it.`);
  if (!(await agreed(question))) throw new UsageError('Nothing was sent.');
}
