import type { Operation, PageOptions } from '../contract.ts';
import { at } from '../openapi/pointer.ts';
import { EXIT } from './app.ts';
import { clientOf } from './common.ts';
import type { Job } from './job.ts';
import { masked, print } from './output.ts';
import { durationText, Progress } from './progress.ts';

interface Pages {
  pages(params: object, options: PageOptions): AsyncGenerator<unknown, void, void>;
}

/** Prints the items of all pages of a list as they come, a line of JSON for each. */
export async function runAll(job: Job, path: readonly string[]): Promise<void> {
  const { app, name, operation, values, paramsOf } = job;
  const client = await clientOf(app, values);
  const stop = new AbortController();
  let [done, pages] = [0, 0];
  let total: number | undefined;
  // The limits count calls, and here a call is done with many at once.
  const { rateLimit: _, ...unlimited } = operation;
  const progress = new Progress(
    client,
    app.contract,
    unlimited,
    () => total,
    () => done,
  );
  const onInterrupt = (): void => stop.abort();
  process.once('SIGINT', onInterrupt);
  const started = performance.now();
  try {
    const read = (client[name] as unknown as Pages).pages(paramsOf(path), { signal: stop.signal });
    for await (const page of read) {
      const items = itemsOf(operation, masked(job, page));
      total = totalOf(operation, page);
      await print(items.map((item) => `${JSON.stringify(item)}\n`).join(''));
      done += items.length;
      pages += 1;
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    process.exitCode = EXIT.interrupted;
  } finally {
    progress.end();
    process.off('SIGINT', onInterrupt);
  }
  const time = durationText(performance.now() - started);
  progress.say(`${done} items of ${pages} ${pages === 1 ? 'page' : 'pages'}, in ${time}.`);
}

function itemsOf({ pagination }: Operation, page: unknown): readonly unknown[] {
  return at(page, pagination!.items) as readonly unknown[];
}

function totalOf({ pagination }: Operation, page: unknown): number | undefined {
  const total = pagination?.total === undefined ? Number.NaN : Number(at(page, pagination.total) ?? Number.NaN);
  return Number.isInteger(total) ? total : undefined;
}
