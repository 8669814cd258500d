import { ApiError } from '../common/errors.ts';
import { UNAUTHORIZED } from '../common/status.ts';
import { EXIT } from './app.ts';
import { clientOf } from './common.ts';
import { firstLine } from './failure.ts';
import { inputsOf } from './inputs.ts';
import type { Job } from './job.ts';
import { OutputError, print, rendered } from './output.ts';
import { durationText, Progress } from './progress.ts';

/** Calls an operation for many values: a line of JSON for each that succeeds, in their order. */
export async function runMany(job: Job): Promise<void> {
  const { app, name, values, paramsOf } = job;
  const inputs = inputsOf(job);
  const total = await inputs.count();
  let sent = 0;
  let done = 0;
  let failed = 0;
  let interrupted = false;
  let refused: Error | undefined;
  const stop = new AbortController();
  const client = await clientOf(app, values, {}, (event) => {
    if (event.type === 'sent' && event.call > sent) sent = event.call;
  });
  const progress = new Progress(
    client,
    app.contract,
    job.operation,
    () => total,
    () => done,
  );

  async function* source(): AsyncIterable<object & { readonly value: string }> {
    for await (const value of inputs.values) {
      if (interrupted) return;
      yield Object.defineProperty(paramsOf([value]), 'value', { value }) as { readonly value: string };
    }
  }
  const onInterrupt = (): void => {
    // What is under way is finished, unless there is nothing or whoever waits insists.
    if (interrupted || done >= sent) stop.abort();
    else progress.say(`Finishing ${sent - done} under way. Press Ctrl-C again to stop at once.`);
    interrupted = true;
  };
  process.on('SIGINT', onInterrupt);
  const started = performance.now();
  try {
    for await (const { input, data, error } of client.each(name, source(), { signal: stop.signal })) {
      if (error) {
        const { value } = input as { readonly value: string };
        progress.say(`${value}: ${firstLine(error)}`);
        failed += 1;
        // The others would be refused as well.
        if (error instanceof ApiError && error.status === UNAUTHORIZED) refused = error;
      } else {
        await print(await rendered(job, data));
      }
      done += 1;
      if (refused || (interrupted && done >= sent)) break;
    }
  } catch (error) {
    if (error instanceof OutputError) {
      progress.say(`${error.message} ${resume()}`);
      process.exitCode = EXIT.api;
      return;
    }
    if (!interrupted || !stop.signal.aborted) throw error;
  } finally {
    progress.end();
    process.off('SIGINT', onInterrupt);
  }
  const time = durationText(performance.now() - started);
  progress.say(`${done - failed} done, ${failed} failed, in ${time}.${interrupted || refused ? ` ${resume()}` : ''}`);
  process.exitCode = interrupted ? EXIT.interrupted : failed > 0 ? EXIT.api : EXIT.ok;

  function resume(): string {
    return `To go on: the same command with --skip ${inputs.skipped + done}.`;
  }
}
