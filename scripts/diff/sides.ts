import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { UsageError } from '../command-line.ts';
import { ownContract, ROOT } from '../project.ts';
import { DiffError } from './change.ts';

/** One of the two contracts that are compared. */
export interface Side {
  readonly file: string;
  /** A file of it, as people would name it. */
  readonly shown: (file: string) => string;
}

/** The contract of this project as it is now. */
export function workingTree(): Side {
  return { file: ownContract(), shown: (file) => relative(process.cwd(), file) || file };
}

/** A file, or the contract of this project at a revision of git. */
export function sideOf(name: string): Side {
  const file = resolve(name);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile()) return { ...workingTree(), file };
  const commit = found ? undefined : commitOf(name);
  if (commit === undefined)
    throw new UsageError(`Expected a file or a git revision of this repository, such as v1.0.0; got \`${name}\`.`);
  return atRevision(name, commit);
}

function commitOf(name: string): string | undefined {
  if (name.startsWith('-')) return undefined;
  const { status, stdout } = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  return status === 0 ? stdout.toString().trim() : undefined;
}

function atRevision(name: string, commit: string): Side {
  const contract = toPosix(relative(ROOT, ownContract()));
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const listed = git('ls-tree', '-r', '-z', '--full-tree', '--name-only', commit, '--', `${posix.dirname(contract)}/`);
  const paths = listed.stdout.toString().split('\0').filter(Boolean);
  if (listed.status !== 0 || !paths.includes(contract))
    throw new DiffError(`The revision ${name} has no ${contract}. Name one that has, or a file.`);
  for (const path of paths) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    // Written as a file whatever it was: a link could lead out of the folder.
    writeFileSync(target, git('cat-file', 'blob', `${commit}:${path}`).stdout);
  }
  return { file: join(folder, contract), shown: (file) => `${name}:${toPosix(relative(folder, file))}` };
}

/** The last release but `except`: the tag `v*` of the highest version among those that led here. */
export function lastTag(except?: string): string | undefined {
  const { status, stdout } = git('tag', '--list', 'v[0-9]*', '--merged', 'HEAD', '--sort=-version:refname');
  const tags = status === 0 ? stdout.toString().split('\n') : [];
  return tags.find((tag) => tag !== '' && tag !== except);
}

function git(...args: readonly string[]): { readonly status: number | null; readonly stdout: Buffer } {
  const { status, stdout, error } = spawnSync('git', args, { cwd: ROOT, maxBuffer: 2 ** 28, stdio: 'pipe' });
  if (error)
    throw new DiffError(`git cannot be run (${(error as NodeJS.ErrnoException).code}). Name two files instead.`);
  return { status, stdout };
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}
