import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../scripts/generate/support.ts';

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Setting {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Is told of everything that is printed, as it comes. */
  readonly watch?: (printed: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** The environment of a user who has set nothing. */
const BARE = { OCAMBA_TOKEN: undefined, OCAMBA_BASE_URL: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined };

/** Runs a program of Node's to its end. */
function start(args: readonly string[], { stdin = '', env = {}, watch }: Setting): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...BARE, ...env } });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      watch?.(out + err, (signal) => void child.kill(signal));
    });
    child.stderr.on('data', (data: Buffer) => {
      err += data.toString();
      watch?.(out + err, (signal) => void child.kill(signal));
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    // A program that refuses its arguments does not read.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
  });
}

/** The command as it is installed. */
export const hood = (args: readonly string[], setting: Setting = {}): Promise<Run> =>
  start([join(ROOT, 'dist', 'cli.js'), ...args], setting);

/** The same command line over another contract. */
export const books = (args: readonly string[], setting: Setting = {}): Promise<Run> =>
  start(['--import', '@oxc-node/core/register', join(ROOT, 'test', 'cli', 'books.ts'), ...args], setting);
