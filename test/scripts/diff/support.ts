import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, type Run, run, scratch, script } from '../generate/support.ts';

export function diff(args: readonly string[], cwd: string = ROOT, env?: NodeJS.ProcessEnv): Promise<Run> {
  return script('diff', args, cwd, env);
}

/** A package with the scripts of this one and the foreign contract, in a git repository of its own. */
export interface Package {
  readonly path: string;
  readonly remove: () => void;
  readonly git: (...args: readonly string[]) => string;
  readonly run: (name: string, ...args: readonly string[]) => Promise<Run>;
  /** Replaces some text of the contract. */
  readonly edit: (from: string, to: string, name?: string) => void;
}

export function createPackage(name: string): Package {
  const { path, remove } = scratch(name);
  for (const part of ['redocly.yaml', 'scripts', 'src'])
    cpSync(join(ROOT, part), join(path, part), { recursive: true });
  const contract = join('test', 'contracts', 'bookshop', 'openapi.yaml');
  cpSync(join(ROOT, contract), join(path, 'openapi', 'openapi.yaml'));
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'));
  writeFileSync(join(path, '.gitignore'), 'node_modules\n');
  // Neither the settings nor the name of whoever runs the tests.
  const author = {
    GIT_AUTHOR_NAME: 't',
    GIT_AUTHOR_EMAIL: 't@t.example',
    GIT_CONFIG_GLOBAL: '',
    GIT_CONFIG_SYSTEM: '',
  };
  const env = { ...process.env, ...author, GIT_COMMITTER_NAME: 't', GIT_COMMITTER_EMAIL: 't@t.example' };
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: path, env, stdio: 'pipe', encoding: 'utf8' });
  git('init', '--quiet');
  return {
    ...{ path, remove, git },
    run: (command, ...args) => run([join(path, 'scripts', 'run.mjs'), command, ...args], path, env),
    edit: (from, to, file = 'openapi/openapi.yaml') => {
      const text = readFileSync(join(path, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not have: ${from}`);
      writeFileSync(join(path, file), text.replace(from, to));
    },
  };
}
