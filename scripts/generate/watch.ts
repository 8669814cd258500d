import { createHash } from 'node:crypto';
import { existsSync, type FSWatcher, readFileSync, statSync, watch as watchFolder } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoadedDocument } from '../load.ts';
import type { Job } from './job.ts';

/** An editor writes a file in several steps. */
const SETTLE_MS = 50;
/** How often to look again at a file that is empty: most often it is about to be written. */
const LOOKS = 10;

type Hashes = ReadonlyMap<string, string>;

/** Runs at once, and again whenever what the document consists of has changed. Goes on until the process is stopped. */
export async function watch(
  job: Job,
  run: (handOn: (loaded: LoadedDocument) => void) => Promise<number>,
): Promise<number> {
  if (!existsSync(job.spec)) return run(() => undefined);
  let files: readonly string[] = [job.spec];
  return watchFiles(
    () => files,
    async () => {
      let read: Hashes | undefined;
      await run((loaded) => {
        read = loaded.hashes;
        files = [...read.keys()];
      });
      process.stdout.write(`Watching ${job.shown(job.spec)}.\n`);
      return read;
    },
  );
}

/**
 * Runs at once, and again whenever one of the files has changed, or there are other files. Never returns.
 *
 * @param run Returns the hashes of what it has read, where it knows.
 */
export async function watchFiles(
  list: () => readonly string[],
  run: () => Promise<Hashes | undefined>,
): Promise<never> {
  const watched = new Map<string, FSWatcher>();
  let before = '';
  let wake = (): void => undefined;
  try {
    for (let looks = 0; ; ) {
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
      const now = fingerprint(new Map(files.map((file) => [file, hashOf(file)])));
      if (now !== before && looks < LOOKS && files.some(isEmpty)) {
        looks += 1;
        await pause(SETTLE_MS);
        continue;
      }
      looks = 0;
      if (now !== before) {
        before = now;
        const read = await run();
        if (read) {
          before = fingerprint(read);
          // There may be more files than were known, and others than were read.
          continue;
        }
      }
      await change;
      await pause(SETTLE_MS);
    }
  } finally {
    for (const watcher of watched.values()) watcher.close();
  }
}

function isEmpty(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.size === 0;
}

function fingerprint(hashes: Hashes): string {
  return JSON.stringify([...hashes]);
}

function hashOf(file: string): string {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'missing';
}
