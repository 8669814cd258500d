import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cpuOf, median } from './cpu.ts';

const REPETITIONS = 5;
const ROOT = resolve(import.meta.dirname, '..');
const REDOCLY = join(ROOT, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
const OPENAPI_TYPESCRIPT = join(ROOT, 'node_modules', 'openapi-typescript', 'bin', 'cli.js');
const GENERATE = join(ROOT, 'scripts', 'generate.mjs');
const SPEC = join(ROOT, 'openapi', 'openapi.yaml');

/** What a run of the generator costs, in proportion to the tools that it stands on, measured in the same minute. */
export interface GenerateCosts {
  /** A run from nothing: at most 1.3 times lint, bundle and types by the tools' own commands, one after the other. */
  readonly full: number;
  /** A run with nothing to do: at most 3 times the start of an empty Node. */
  readonly idle: number;
}

export function measureGenerate(): GenerateCosts & { readonly milliseconds: Readonly<Record<string, number>> } {
  mkdirSync(join(ROOT, '.scratch'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, '.scratch', 'bench-'));
  try {
    const empty = join(folder, 'redocly.yaml');
    writeFileSync(empty, '{}\n');
    const out = join(folder, 'generated');
    const commands: Readonly<Record<string, () => number>> = {
      lint: () => cpuOf([REDOCLY, 'lint', SPEC]),
      bundle: () => cpuOf([REDOCLY, 'bundle', SPEC, '--output', join(folder, 'bundle.json')]),
      // Its own reading of our redocly.yaml fails, so it gets an empty one.
      types: () => cpuOf([OPENAPI_TYPESCRIPT, SPEC, '--redocly', empty, '--output', join(folder, 'types.ts')]),
      full: () => {
        rmSync(out, { recursive: true, force: true });
        return cpuOf([GENERATE, '--spec', SPEC, '--out', out]);
      },
      start: () => cpuOf(['--eval', '0'], 10),
      idle: () => cpuOf([GENERATE, '--spec', SPEC, '--out', out], 10),
    };
    const taken = Object.keys(commands).map((name): [string, number[]] => [name, []]);
    // One of each in turn: what else the machine does meets all of them alike.
    for (let count = 0; count < REPETITIONS; count += 1) {
      for (const [name, times] of taken) times.push(commands[name]!());
    }
    const milliseconds = Object.fromEntries(taken.map(([name, times]) => [name, Math.round(median(times))]));
    const { lint, bundle, types, full, start, idle } = milliseconds as Record<string, number>;
    return { full: full! / (lint! + bundle! + types!), idle: idle! / start!, milliseconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function benchGenerate(): Promise<void> {
  const { full, idle, milliseconds } = measureGenerate();
  const { lint, bundle, types, start } = milliseconds;
  process.stdout.write(
    [
      `generate, CPU time, medians of ${REPETITIONS} interleaved runs:`,
      `  full run       ${milliseconds['full']} ms = ${full.toFixed(2)} x (redocly lint ${lint} + redocly bundle ${bundle} + openapi-typescript ${types}); at most 1.3`,
      `  nothing to do  ${milliseconds['idle']} ms = ${idle.toFixed(2)} x an empty Node start (${start}); at most 3`,
      '',
    ].join('\n'),
  );
}
