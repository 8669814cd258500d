import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { GenerateError } from '../generate/job.ts';

/** The files of a site, by path with slashes. */
export type SiteOutputs = ReadonlyMap<string, string | Uint8Array>;

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

/** Writes all files beside the folder, then puts them in its place: whoever looks sees the old site or the new one. */
export function writeSite(out: string, outputs: SiteOutputs): void {
  const beside = (name: string): string => join(dirname(out), `.${basename(out)}.${process.pid}.${name}`);
  const fresh = beside('new');
  const former = beside('old');
  try {
    rmSync(fresh, { recursive: true, force: true });
    for (const [path, content] of outputs) {
      const file = join(fresh, ...path.split('/'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    if (existsSync(out)) renameSync(out, former);
    try {
      renameSync(fresh, out);
    } catch (error) {
      if (existsSync(former)) renameSync(former, out);
      throw error;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new GenerateError(`${out} cannot be written (${code}). Check the rights and the room on the disk.`);
  } finally {
    for (const path of [fresh, former]) rmSync(path, { recursive: true, force: true });
  }
}
