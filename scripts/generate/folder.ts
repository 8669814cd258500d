import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { GenerateError, type Job } from './job.ts';

const MANIFEST = 'manifest.json';

/** What is to be in the folder, by file name: as bytes, which are hashed, compared and written. */
export type Outputs = ReadonlyMap<string, Buffer>;

/**
 * What a file in the folder is, compared with what is to be there: `stale` is as it was made, from something older;
 * `obsolete` was made and is no longer; `foreign` was not made here.
 */
export type State = 'unchanged' | 'missing' | 'stale' | 'edited' | 'obsolete' | 'foreign';

/** Refuses what cannot be a folder for what is made. */
export function checkFolder({ out, spec, shown }: Job): void {
  if (existsSync(out) && !statSync(out).isDirectory())
    throw new GenerateError(`${shown(out)} is no folder. Give \`--out\` the name of a folder.`);
  if (!relative(out, spec).startsWith(`..${sep}`))
    throw new GenerateError(`${shown(out)} holds the document itself. Give \`--out\` a folder of its own.`);
}

/** Every file that is in the folder, or is to be there. */
export function compare({ out }: Job, outputs: Outputs): Map<string, State> {
  const made = madeBefore(out, outputs);
  // Hidden names, such as `.DS_Store`, are no one's business.
  const present = existsSync(out) ? readdirSync(out).filter((name) => !name.startsWith('.')) : [];
  return new Map(
    [...new Set([...outputs.keys(), ...present])].map((name) => {
      const wanted = outputs.get(name);
      if (wanted === undefined) return [name, made.has(name) ? 'obsolete' : 'foreign'];
      if (!present.includes(name)) return [name, 'missing'];
      if (!statSync(join(out, name)).isFile()) return [name, 'foreign'];
      const current = readFileSync(join(out, name));
      if (current.equals(wanted)) return [name, 'unchanged'];
      if (!made.has(name)) return [name, 'foreign'];
      return [name, made.get(name) === hash(current) || name === MANIFEST ? 'stale' : 'edited'];
    }),
  );
}

/** What an earlier run made here, with the hashes that it noted. */
function madeBefore(out: string, outputs: Outputs): Map<string, string> {
  let text = '';
  try {
    text = readFileSync(join(out, MANIFEST), 'utf8');
    const noted = (JSON.parse(text) as { outputs: Record<string, string> }).outputs;
    // Nothing but names in this folder: what else a manifest may list was not made by any run.
    const names = Object.keys(noted).filter((name) => /^[\w-][\w.-]*$/.test(name));
    return new Map([[MANIFEST, ''], ...names.map((name) => [name, String(noted[name])] as const)]);
  } catch {
    // A merge can leave a manifest that is ours, but no longer JSON.
    const ours = /"command": "npm .*run generate/.test(text);
    return new Map(ours ? [...outputs.keys()].map((name) => [name, '']) : []);
  }
}

/** Brings the folder to what is to be there. Every file is whole at any time, and none is touched without need. */
export function replace(out: string, outputs: Outputs, states: ReadonlyMap<string, State>): void {
  const changed = [...outputs].filter(([name]) => states.get(name) !== 'unchanged');
  const temporary = (name: string): string => join(out, `.${name}.${process.pid}.tmp`);
  try {
    mkdirSync(out, { recursive: true });
    for (const [name, bytes] of changed) writeFileSync(temporary(name), bytes);
    for (const [name] of changed) renameSync(temporary(name), join(out, name));
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    throw new GenerateError(`${path} cannot be written (${code}). Check the rights and the room on the disk.`);
  } finally {
    for (const [name] of changed) rmSync(temporary(name), { force: true, recursive: true });
  }
  for (const [name, state] of states) if (state === 'obsolete') rmSync(join(out, name));
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
