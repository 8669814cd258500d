import Bottleneck from 'bottleneck';
import pThrottle from 'p-throttle';
import { createHoodClient } from '../src/index.ts';
import { createEmulator } from '../src/testing/index.ts';
import { listen } from '../src/testing/node.ts';

const PATH = '/v1/hood/integrations/1161';
const BURST = { limit: 10, interval: 1_100 };

/** Calls once, and is over when it was answered. Each client that is made knows nothing of any other. */
type Call = () => Promise<void>;
type MakeClient = (baseUrl: string) => Call;

const fetchOnce = (baseUrl: string): Promise<Response> =>
  fetch(`${baseUrl}${PATH}`, { headers: { authorization: 'Bearer any' } });

/** The limits by `schedule`, and the server's Retry-After by waiting for it, as their documentation shows. */
const patient =
  (schedule: (work: () => Promise<Response>) => Promise<Response>): ((baseUrl: string) => Call) =>
  (baseUrl) =>
  async () => {
    for (;;) {
      const response = await schedule(() => fetchOnce(baseUrl));
      await response.arrayBuffer();
      if (response.status !== 429) return;
      await new Promise((resolve) => setTimeout(resolve, Number(response.headers.get('retry-after') ?? 1) * 1_000));
    }
  };

const CLIENTS: Readonly<Record<string, MakeClient>> = {
  ours: (baseUrl) => {
    const hood = createHoodClient({ token: 'any', baseUrl });
    return async () => void (await hood.getIntegration({ id: '1161' }));
  },
  bottleneck: (baseUrl) => {
    const limits = { reservoir: 150, reservoirRefreshAmount: 150, reservoirRefreshInterval: 60_000 };
    const limiter = new Bottleneck({ ...limits, minTime: 110, maxConcurrent: 10 });
    return patient((work) => limiter.schedule(work))(baseUrl);
  },
  'p-throttle': (baseUrl) => {
    const burst = pThrottle({ ...BURST, strict: true });
    const steady = pThrottle({ limit: 150, interval: 60_100, strict: true });
    return patient(steady(burst((work: () => Promise<Response>) => work())))(baseUrl);
  },
};

interface Case {
  readonly title: string;
  readonly clients: number;
  readonly calls: number;
  /** Milliseconds between the requests of another program, which does not wait when it is refused. */
  readonly neighbourMs?: number;
}

const CASES: readonly Case[] = [
  { title: '50 calls, a neighbour every 300 ms', clients: 1, calls: 50, neighbourMs: 300 },
  { title: '60 calls, a neighbour every 150 ms', clients: 1, calls: 60, neighbourMs: 150 },
  { title: '2 clients, 150 calls each', clients: 2, calls: 150 },
  { title: '4 clients, 75 calls each', clients: 4, calls: 75 },
  { title: '8 clients, 38 calls each', clients: 8, calls: 38 },
];

/** One kind of client in one case, before a server of its own. */
async function run(make: MakeClient, { clients, calls, neighbourMs }: Case, burst: number): Promise<string> {
  // The minute begins with the calls, so that every run has the whole of it.
  const emulator = createEmulator({ limits: { phaseMs: { burst, steady: performance.now() } } });
  emulator.fail({ kind: 'slow', latencyMs: 5, jitterMs: 75 } as never);
  await using server = await listen(emulator, { port: 0 });
  const started = performance.now();
  let neighbours = 0;
  let neighboursRefused = 0;
  const neighbour =
    neighbourMs === undefined
      ? undefined
      : setInterval(async () => {
          const response = await fetchOnce(server.url).catch(() => undefined);
          neighbours += 1;
          if (response?.status === 429) neighboursRefused += 1;
          await response?.arrayBuffer();
        }, neighbourMs);
  const done: number[] = new Array(clients).fill(0);
  let half: readonly number[] | undefined;
  let lost = 0;
  const one = async (call: Call, client: number): Promise<void> => {
    try {
      await call();
      done[client]! += 1;
      if (done.reduce((a, b) => a + b, 0) === (clients * calls) / 2) half = [...done];
    } catch {
      lost += 1;
    }
  };
  await Promise.all(
    done.flatMap((_, client) => {
      const call = make(server.url);
      return Array.from({ length: calls }, () => one(call, client));
    }),
  );
  clearInterval(neighbour);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  const refused = emulator.requests.filter(({ status }) => status === 429).length;
  const beside = neighbours > 0 ? ` (${neighboursRefused} of the neighbour's ${neighbours})` : '';
  const fair = clients > 1 ? `, Jain at half ${jain(half ?? done).toFixed(2)}` : '';
  return `${seconds} s, ${refused} refused${beside}, ${lost} lost${fair}`;
}

/** 1 when all have the same, 1/n when one has all. */
function jain(shares: readonly number[]): number {
  const sum = shares.reduce((a, b) => a + b, 0);
  return sum ** 2 / (shares.length * shares.reduce((a, b) => a + b * b, 0));
}

/** A busy account, beside peers, in real time: the clients of a case run at once, each before its own server. About six minutes. */
export async function benchShare(): Promise<void> {
  for (const each of CASES) {
    const phaseMs = Math.random() * 1_000;
    process.stdout.write(`${each.title}:\n`);
    const results = await Promise.all(
      Object.entries(CLIENTS).map(async ([name, make]) => `  ${name.padEnd(12)}${await run(make, each, phaseMs)}\n`),
    );
    process.stdout.write(results.join(''));
  }
}
