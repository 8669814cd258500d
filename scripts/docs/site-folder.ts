import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { GenerateError } from '../generate/job.ts';

/** A file of a site: its path, with slashes, and what it holds. */
export type SiteFile = readonly [path: string, content: string | Uint8Array];

/** Only this run makes it, so its presence says that a folder is a site and may be replaced. */
const MARK = '.nojekyll';

/** Refuses a folder that holds anything else than a site that was made before. */
export function checkOut(out: string, inputs: readonly string[], shown: (path: string) => string): void {
  for (const input of inputs) {
    if (!relative(out, input).startsWith(`..${sep}`))
      throw new GenerateError(`${shown(out)} holds what the site is made from. Give \`--out\` a folder of its own.`);
  }
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory())
    throw new GenerateError(`${shown(out)} is no folder. Give \`--out\` the name of a folder.`);
  const names = readdirSync(out);
  if (names.length > 0 && !(names.includes(MARK) && names.includes('llms.txt')))
    throw new GenerateError(`${shown(out)} holds files that were not made here. Give \`--out\` a new or empty folder.`);
}

/**
 * Writes each file beside the folder as soon as it is made, since all of a large site do not fit into memory at once, then
 * puts all in its place: whoever looks sees the old site or the new one. Returns how many there are.
 */
export async function writeSite(out: string, outputs: AsyncIterable<SiteFile> | Iterable<SiteFile>): Promise<number> {
  const beside = (name: string): string => join(dirname(out), `.${basename(out)}.${process.pid}.${name}`);
  const [fresh, former] = [beside('new'), beside('old')];
  let count = 0;
  const folders = new Set<string>();
  try {
    onDisk(out, () => rmSync(fresh, { recursive: true, force: true }));
    for await (const [path, content] of outputs) {
      const file = join(fresh, ...path.split('/'));
      const made = folders.size;
      onDisk(out, () => {
        if (folders.add(dirname(file)).size > made) mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      });
      count += 1;
    }
    onDisk(out, () => {
      if (existsSync(out)) renameSync(out, former);
      try {
        renameSync(fresh, out);
      } catch (error) {
        if (existsSync(former)) renameSync(former, out);
        throw error;
      }
    });
    return count;
  } finally {
    for (const path of [fresh, former]) rmSync(path, { recursive: true, force: true });
  }
}

function onDisk(out: string, act: () => void): void {
  try {
    act();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new GenerateError(`${out} cannot be written (${code}). Check the rights and the room on the disk.`);
  }
}
