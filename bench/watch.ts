import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median } from './cpu.ts';

const RUNS = 10;
const ROOT = resolve(import.meta.dirname, '..');
/** How often to look at the disk; what is measured is at most this much too long. */
const LOOK_MS = 2;
const AFTER_MS = 1500;

/** Changes of one line: of words alone, and of what answers are judged by, so that validators are made as well. */
const EDITS = [
  {
    what: 'a description',
    line: 'description: The name of the provider.',
    edited: (run: number) => `description: The name of the provider, run ${run}.`,
    shown: (run: number) => `The name of the provider, run ${run}.`,
  },
  {
    what: 'a limit of an answer',
    line: 'maxLength: 100',
    edited: (run: number) => `maxLength: ${200 + run}`,
    shown: (run: number) => `1 to ${200 + run} characters`,
  },
] as const;
type Edit = (typeof EDITS)[number];

/** How long it takes from saving a contract to the types on disk, while `npm run generate -- --watch` runs. */
export async function measureWatch({ line, edited, shown }: Edit): Promise<readonly number[]> {
  mkdirSync(join(ROOT, '.scratch'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.scratch', 'watch-'));
  const spec = join(folder, 'openapi.yaml');
  const out = join(folder, 'generated');
  const schema = join(out, 'schema.d.ts');
  cpSync(join(ROOT, 'openapi', 'openapi.yaml'), spec);
  const text = readFileSync(spec, 'utf8');
  if (!text.includes(line)) throw new Error(`Expected the contract to have the line \`${line}\`.`);
  const child = spawn(
    process.execPath,
    [join(ROOT, 'scripts', 'generate.mjs'), '--watch', '--spec', spec, '--out', out],
    { stdio: 'ignore' },
  );
  try {
    while (!existsSync(join(out, 'manifest.json'))) await pause(LOOK_MS);
    const times: number[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      // Lint of the run before must be over.
      await pause(AFTER_MS);
      writeFileSync(spec, text.replace(line, edited(run)));
      const saved = performance.now();
      while (!readFileSync(schema, 'utf8').includes(shown(run))) await pause(LOOK_MS);
      times.push(performance.now() - saved);
    }
    return times;
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function benchWatch(): Promise<void> {
  for (const edit of EDITS) {
    const times = (await measureWatch(edit)).map(Math.round);
    process.stdout.write(
      `watch, from saving ${edit.what} to schema.d.ts on disk: ${median(times)} ms, at most ${Math.max(...times)} ms of ${times.join(', ')}; wanted within 300\n`,
    );
  }
}
