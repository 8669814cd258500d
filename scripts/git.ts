import { spawnSync } from 'node:child_process';
import { DiffError } from './diff/change.ts';
import { ROOT } from './project.ts';

/** What a command of git says; undefined where it fails. */
export function git(...args: readonly string[]): Buffer | undefined {
  const { status, stdout, error } = spawnSync('git', args, { cwd: ROOT, maxBuffer: 2 ** 28, stdio: 'pipe' });
  if (error)
    throw new DiffError(
      `git cannot be run (${(error as NodeJS.ErrnoException).code}). Install it; only a comparison of two files needs none.`,
    );
  return status === 0 ? stdout : undefined;
}

/** The commit that a name stands for. */
export function commitOf(name: string): string | undefined {
  if (name.startsWith('-')) return undefined;
  return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`)?.toString().trim();
}

/** The last release but `except`: the tag `v*` of the highest version among those that led here. */
export function lastTag(except?: string): string | undefined {
  const tags = git('tag', '--list', 'v[0-9]*', '--merged', 'HEAD', '--sort=-version:refname')?.toString().split('\n');
  return tags?.find((tag) => tag !== '' && tag !== except);
}
