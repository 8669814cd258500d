import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const HOOK = pathToFileURL(join(import.meta.dirname, 'measure.mjs')).href;

/** Runs Node to its end; what does not end in time is killed, and says so. */
export function run(args, { cwd, env = {}, timeoutMs = 300_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal, out, err });
    });
  });
}

/** The same, with the CPU seconds of the process and of those it starts, and the megabytes of the largest. */
export async function measure(args, options, usage) {
  const env = { NODE_OPTIONS: `--import=${HOOK}`, CORPUS_USAGE: usage };
  const result = await run(args, { ...options, env });
  const lines = readFileSync(usage, 'utf8').trim().split('\n');
  rmSync(usage);
  const rows = lines.map((line) => line.split(' ').map(Number));
  const seconds = rows.reduce((sum, [cpu]) => sum + cpu, 0);
  return { ...result, seconds, megabytes: Math.max(...rows.map(([, size]) => size)) };
}
