import { byStatus } from '../answer/answer.ts';
import { redactBody } from '../common/redact.ts';
import { safe } from '../common/safe.ts';
import type { ResponseType } from '../contract.ts';
import type { Job } from './job.ts';

/** Whoever read the output does not want more of it. */
export class ClosedPipe extends Error {}

/** The output can take no more: a full disk, or a device that is gone. */
export class OutputError extends Error {}

/** Writes to standard output, and waits until it is taken. */
export function print(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      const { code } = (error ?? {}) as NodeJS.ErrnoException;
      if (!error) resolve();
      else reject(code === 'EPIPE' ? new ClosedPipe() : new OutputError(`The output cannot be written (${code}).`));
    });
  });
}

/** Data as it is printed: JSON with its secrets masked, text as it is, bytes as they are. */
export async function rendered(job: Job, data: unknown, indent?: number): Promise<string | Uint8Array> {
  if (data === undefined) return '';
  if (data instanceof Blob) return new Uint8Array(await data.arrayBuffer());
  if (typeof data === 'string' && successOf(job)?.type !== 'string') return safe(data);
  return `${jsonText(masked(job, data), indent)}\n`;
}

/** @throws {OutputError} When the data is nested deeper than can be written. */
export function jsonText(data: unknown, indent?: number): string {
  try {
    return safe(JSON.stringify(data, null, indent));
  } catch {
    throw new OutputError('The answer is nested too deeply to be printed.');
  }
}

export function masked(job: Job, data: unknown): unknown {
  const success = successOf(job);
  return job.values.reveal || !success ? data : redactBody(job.app.contract, success, data);
}

function successOf({ operation: { responses } }: Job): ResponseType | undefined {
  const [status] = Object.keys(responses).filter((each) => /^2/.test(each));
  return status === undefined ? responses['default'] : byStatus(responses, Number(status.replace('XX', '00')));
}
