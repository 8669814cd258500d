import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { UsageError } from '../command-line.ts';
import { commitOf, git } from '../git.ts';
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

function atRevision(name: string, commit: string): Side {
  const contract = toPosix(relative(ROOT, ownContract()));
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const listed = git('ls-tree', '-r', '-z', '--full-tree', '--name-only', commit, '--', `${posix.dirname(contract)}/`);
  const paths = listed?.toString().split('\0').filter(Boolean) ?? [];
  if (!paths.includes(contract))
    throw new DiffError(`The revision ${name} has no ${contract}. Name one that has, or a file.`);
  for (const path of paths) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    // Written as a file whatever it was: a link could lead out of the folder.
    writeFileSync(target, git('cat-file', 'blob', `${commit}:${path}`)!);
  }
  return { file: join(folder, contract), shown: (file) => `${name}:${toPosix(relative(folder, file))}` };
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}
