import { contract } from '#generated/contract.js';
import { createHoodClient } from '../src/index.ts';
import { createEmulator } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';

/** The least time that any schedule needs for 600 calls when it cannot know when the server's windows begin. */
const OPTIMUM_600_MS = 194_000;

interface Pace {
  readonly calls: number;
  /** What share of the limits another program on the account takes. */
  readonly others?: number;
}

/** Real time, a real server, latency with jitter: how long, and whether the server had to refuse anything. */
async function run({
  calls,
  others = 0,
}: Pace): Promise<{ ms: number; refused: number; answered: number; highest: string }> {
  const emulator = createEmulator({ limits: { phaseMs: Math.random() * 60_000 } });
  emulator.fail({ kind: 'slow', latencyMs: 20, jitterMs: 60 } as never);
  await using server = await listen(emulator, { port: 0 });
  const hood = createHoodClient({ token: 'any', baseUrl: server.url, deadlineMs: 600_000 });
  const [steady] = contract.rateLimits['C']!.windows.toSorted((a, b) => b.seconds - a.seconds);
  const pauseMs = (steady!.seconds * 1_000) / (steady!.limit * others);
  const taking = others > 0 ? setInterval(() => emulator.consume(1), pauseMs) : undefined;
  const started = performance.now();
  const settled = await Promise.allSettled(Array.from({ length: calls }, () => hood.getIntegration({ id: '1161' })));
  const ms = performance.now() - started;
  clearInterval(taking);
  return {
    ms,
    answered: settled.filter(({ status }) => status === 'fulfilled').length,
    refused: emulator.requests.filter((request) => request.status === 429).length,
    highest: emulator.windows.map(({ name, limit, highest }) => `${name} ${highest} of ${limit}`).join(', '),
  };
}

function print(
  title: string,
  calls: number,
  { ms, refused, answered, highest }: Awaited<ReturnType<typeof run>>,
): void {
  const rate = (calls / (ms / 60_000)).toFixed(0);
  process.stdout.write(
    `${title}\n  ${answered} of ${calls} answered in ${(ms / 1_000).toFixed(1)} s, ${rate} a minute; ${refused} refused; most in a window: ${highest}\n`,
  );
}

/** 600 calls at real speed. Takes over three minutes. */
export async function benchMakespan(): Promise<void> {
  const result = await run({ calls: 600 });
  print('600 calls at once, alone on the account; at most 1.03 x the optimum of 194 s, none refused:', 600, result);
  process.stdout.write(`  ${(result.ms / OPTIMUM_600_MS).toFixed(3)} x the optimum\n`);
}

/** 200 calls at once, alone, and beside another program. Takes about three minutes. */
export async function benchShare(): Promise<void> {
  print('200 calls at once, alone on the account:', 200, await run({ calls: 200 }));
  print(
    '200 calls at once, another program taking a third of the limit:',
    200,
    await run({ calls: 200, others: 1 / 3 }),
  );
}
