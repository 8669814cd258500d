import { spawnSync } from 'node:child_process';

/**
 * The CPU time, user and system, of a Node process and of all processes that it waited for, in milliseconds. Taken from
 * the shell's `times`, since Node does not tell of its children. Its clock ticks every 10 ms: of a short command, take
 * the mean of several `runs`.
 */
export function cpuOf(args: readonly string[], runs = 1): number {
  const script = 'i=0; while [ $i -lt "$RUNS" ]; do "$@" >/dev/null 2>&1 || exit 1; i=$((i+1)); done; times';
  const { status, stdout } = spawnSync('sh', ['-c', script, 'sh', process.execPath, ...args], {
    env: { ...process.env, RUNS: String(runs) },
    encoding: 'utf8',
  });
  const children = stdout.trim().split('\n').at(-1) ?? '';
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  if (status !== 0 || seconds.length !== 2)
    throw new Error(`\`node ${args.join(' ')}\` failed, or cannot be measured here.`);
  return ((seconds[0]! + seconds[1]!) * 1000) / runs;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
