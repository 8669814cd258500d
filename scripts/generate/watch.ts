import { createHash } from 'node:crypto';
import { existsSync, type FSWatcher, readFileSync, statSync, watch as watchFolder } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DocumentError, loadDocument } from '../load.ts';
import type { Job } from './job.ts';

/** An editor writes a file in several steps. */
const SETTLE_MS = 50;
/** How often to look again at a file that is empty: most often it is about to be written. */
const LOOKS = 10;

/** Runs at once, and again whenever what the document consists of has changed. Goes on until the process is stopped. */
export async function watch(job: Job, run: () => Promise<number>): Promise<number> {
  if (!existsSync(job.spec)) return run();
  let files: readonly string[] = [job.spec];
  return watchFiles(
    () => {
      files = filesOf(job) ?? files;
      return files;
    },
    async () => {
      await run();
      process.stdout.write(`Watching ${job.shown(job.spec)}.\n`);
    },
  );
}

/** Runs at once, and again whenever one of the files has changed, or there are other files. Never returns. */
export async function watchFiles(list: () => readonly string[], run: () => Promise<void>): Promise<never> {
  const watched = new Map<string, FSWatcher>();
  let before = '';
  let wake = (): void => undefined;
  for (;;) {
    const files = list();
    // Folders, not files: an editor that puts a new file in the place of the old one would be lost.
    for (const folder of new Set(files.map((file) => dirname(file)))) {
      if (watched.has(folder) || !existsSync(folder)) continue;
      const watcher = watchFolder(folder, () => wake());
      watcher.once('error', () => watched.delete(folder));
      watched.set(folder, watcher);
    }
    const change = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const now = fingerprint(files);
    if (now !== before) {
      before = now;
      await run();
    }
    await change;
    await pause(SETTLE_MS);
    for (let look = 0; look < LOOKS && files.some(isEmpty); look += 1) await pause(SETTLE_MS);
  }
}

/** Undefined while the document is broken. */
function filesOf(job: Job): readonly string[] | undefined {
  try {
    return [...loadDocument(job.spec).files.keys()];
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

function isEmpty(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.size === 0;
}

function fingerprint(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(`${file}\n`)
      .update(existsSync(file) ? readFileSync(file) : 'missing')
      .update('\n');
  return hash.digest('hex');
}
