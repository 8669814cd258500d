import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from '../project.ts';

/** Its library is not published at this version. */
export const REDOCLY: string = dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json'));

const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };

export interface RedoclyResult {
  readonly code: number | null;
  readonly stdout: string;
  /** What it says beside its report. */
  readonly said: readonly string[];
}

/** Runs Redocly's command line in a process that reaches no network. `node` are options of that process. */
export function redocly(args: readonly string[], cwd = ROOT, ...node: readonly string[]): Promise<RedoclyResult> {
  const offline = new URL('offline.mjs', import.meta.url).href;
  const child = spawn(process.execPath, [...node, '--import', offline, join(REDOCLY, 'bin', 'cli.js'), ...args], {
    cwd,
    env: { ...process.env, ...QUIET },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code, stdout: output.stdout, said: complaints(output.stderr) }));
  });
}

/** Lines without the box on its wish for another Node: a frame drawn with these characters. */
export function complaints(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const isFrame = (line: string): boolean => /^[╔╚╭╰┌└].*[╗╝╮╯┐┘]$/.test(line) || /^[║│┃].*[║│┃]$/.test(line);
  return lines.filter((line) => line !== '' && !isFrame(line));
}
