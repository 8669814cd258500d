import { runAll } from './all.ts';
import { type CallMethod, UsageError } from './app.ts';
import { clientOf } from './common.ts';
import { confirm } from './confirm.ts';
import { curlCommand } from './curl.ts';
import { inputsOf } from './inputs.ts';
import type { Job } from './job.ts';
import { runMany } from './many.ts';
import { print, rendered } from './output.ts';

/** Does what was typed: one call, many, or the words of one for curl. */
export async function runOperation(job: Job): Promise<void> {
  const { app, name, values, many, given, paramsOf } = job;
  const single =
    !many || (given.length === 1 && given[0] !== '-' && values.from === undefined && values.skip === undefined);
  if (!single && given.length === 0 && values.from === undefined) {
    throw new UsageError('There is nothing to do. Give a value, or name a file with --from.');
  }
  if (values.curl) {
    const inputs = single ? [given] : inputsOf(job).values;
    for await (const input of inputs)
      await print(`${await curlCommand(app, name, paramsOf(asPath(input)), values.reveal)}\n`);
    return;
  }
  await confirm(job);
  if (values.all) {
    if (!single) throw new UsageError('--all reads the pages of one list. Give one value.');
    return runAll(job, given);
  }
  if (!single) return runMany(job);
  const client = await clientOf(app, values);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  await app.before?.[name]?.(paramsOf(given), client);
  const data = await (client[name] as CallMethod)(paramsOf(given), { signal: stop.signal });
  await print(await rendered(job, data, 2));
}

const asPath = (input: string | readonly string[]): readonly string[] => (typeof input === 'string' ? [input] : input);
