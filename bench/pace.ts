import { createHoodClient } from '../src/index.ts';
import { createEmulator } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';

/** The least time that any schedule needs for 600 calls when it cannot know when the server's windows begin. */
const OPTIMUM_600_MS = 194_000;

/** The same for one that knows: the next minute of the server begins after `minuteMs`. */
function knowing(calls: number, minuteMs: number): number {
  const first = Math.min(150, 10 * Math.ceil(minuteMs / 1_000));
  return minuteMs + (Math.ceil((calls - first) / 150) - 1) * 60_000 + 14_000;
}

/** Real time, a real server, latency with jitter: how long, and whether the server had to refuse anything. */
async function run(
  calls: number,
  minuteMs: number,
): Promise<{ ms: number; refused: number; answered: number; highest: string }> {
  const emulator = createEmulator({
    limits: { phaseMs: { burst: Math.random() * 1_000, steady: performance.now() + minuteMs } },
  });
  emulator.fail({ kind: 'slow', latencyMs: 20, jitterMs: 60 } as never);
  await using server = await listen(emulator, { port: 0 });
  const hood = createHoodClient({ token: 'any', baseUrl: server.url, deadlineMs: 600_000 });
  const started = performance.now();
  const settled = await Promise.allSettled(Array.from({ length: calls }, () => hood.getIntegration({ id: '1161' })));
  const ms = performance.now() - started;
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
  const minuteMs = Math.random() * 60_000;
  const result = await run(600, minuteMs);
  const least = Math.min(OPTIMUM_600_MS, knowing(600, minuteMs));
  print('600 calls at once, alone on the account, none refused:', 600, result);
  process.stdout.write(
    `  the server's minute began after ${(minuteMs / 1_000).toFixed(1)} s: ${(result.ms / least).toFixed(3)} x what it allows (at most 1.02), ${(result.ms / OPTIMUM_600_MS).toFixed(3)} x the optimum of who does not know that\n`,
  );
}
