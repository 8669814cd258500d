import { cpuOf, median } from './cpu.ts';

const RUNS = 10;
const ROUNDS = 5;

/** What it costs to start the command, beside a Node that does nothing. */
export async function benchStart(): Promise<void> {
  console.log('Start of the command, CPU time; at most 3 times an empty Node:');
  const commands: Readonly<Record<string, readonly string[]>> = {
    'node -e 0': ['-e', '0'],
    'hood --version': ['dist/cli.js', '--version'],
    'hood get-integration --curl': ['dist/cli.js', 'get-integration', '1161', '--curl'],
    'hood get-integration --emulate': ['dist/cli.js', 'get-integration', '1161', '--emulate'],
  };
  const measured = Object.entries(commands).map(([name, args]) => {
    const rounds = Array.from({ length: ROUNDS }, () => cpuOf(args, RUNS));
    return [name, median(rounds)] as const;
  });
  const [, empty] = measured[0]!;
  for (const [name, ms] of measured) {
    console.log(`  ${name.padEnd(32)} ${ms.toFixed(0).padStart(4)} ms  ${(ms / empty).toFixed(2)}x`);
  }
}
