import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { UsageError } from '../command-line.ts';
import { isInside } from '../load/error.ts';
import { ROOT } from '../project.ts';

/** The difference as git writes it: seen from here, from the root of this project, or from the folder of the contract. */
export function diffOf(texts: ReadonlyMap<string, string>, folder: string): string {
  const root = [process.cwd(), ROOT].find((each) => isInside(folder, each)) ?? folder;
  const work = mkdtempSync(join(tmpdir(), 'patch-'));
  try {
    for (const [file, text] of texts) {
      for (const [side, content] of [
        ['a', readFileSync(file, 'utf8')],
        ['b', text],
      ] as const) {
        const copy = join(work, side, relative(root, file));
        mkdirSync(dirname(copy), { recursive: true });
        writeFileSync(copy, content);
      }
    }
    if (texts.size === 0) return '';
    const options = ['--no-index', '--no-color', '--no-ext-diff', '--src-prefix=', '--dst-prefix='];
    const all = ['-c', 'core.autocrlf=false', 'diff', ...options, 'a', 'b'];
    const { stdout, error } = spawnSync('git', all, {
      cwd: work,
      encoding: 'utf8',
      maxBuffer: Number.POSITIVE_INFINITY,
    });
    if (error) throw new UsageError('There is no patch, since `git` cannot be run. Install it, or leave --patch out.');
    return stdout;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Sees before anything is called whether the patch can be written, and that it takes the place of another patch at most: of
 * a contract, by a slip, there may be no other copy.
 */
export function checkTarget(file: string): void {
  if (file === '') throw new UsageError('Expected `--patch` to name a file.');
  const former = written(() => {
    accessSync(dirname(resolve(file)), constants.W_OK);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  });
  if (former !== '' && !former.startsWith('diff '))
    throw new UsageError('The file of --patch is there, and is no patch. Name another.');
}

/** Writes it whole, or not at all. */
export function writePatch(file: string, diff: string): void {
  written(() => {
    const whole = `${file}.${process.pid}`;
    try {
      writeFileSync(whole, diff);
      renameSync(whole, file);
    } finally {
      rmSync(whole, { force: true });
    }
  });
}

function written<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`The file of --patch cannot be written (${code}). Name another, or see to its rights.`);
  }
}
