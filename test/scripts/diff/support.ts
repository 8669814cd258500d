import { join } from 'node:path';
import { ROOT, type Run, run } from '../generate/support.ts';

/** Runs a script of this package as its npm command does. */
export function script(path: string, args: readonly string[], cwd: string, env?: NodeJS.ProcessEnv): Promise<Run> {
  return run(['--import', import.meta.resolve('@oxc-node/core/register'), path, ...args], cwd, env);
}

export function diff(args: readonly string[], cwd: string = ROOT, env?: NodeJS.ProcessEnv): Promise<Run> {
  return script(join(ROOT, 'scripts', 'diff.ts'), args, cwd, env);
}
