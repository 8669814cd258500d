import { expect, test } from '@jest/globals';
import { createHoodClient } from '../../src/index.ts';
import { parseItems } from '../../src/limiter/structured.ts';
import { createEmulator } from '../../src/testing/index.ts';
import { VirtualTime } from '../support/virtual-time.ts';

test('a server that speaks only the IETF form, beside a neighbour: no call is early of 600', async () => {
  const time = new VirtualTime();
  time.install();
  try {
    const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const clock = { now: () => time.now, sleep };
    const emulator = createEmulator({ clock, limits: { headers: 'ietf', retryAfter: 'missing', phaseMs: 12_345 } });
    /** Until when the client has been told that nothing is left of the minute, or that it was refused. */
    let toldUntil = 0;
    let told = 0;
    let early = 0;
    let refusals = 0;
    const hood = createHoodClient({
      token: 'any',
      fetch: async (request) => {
        if (time.now < toldUntil) early += 1;
        const response = await emulator.fetch(request);
        await sleep(30);
        const steady = parseItems(response.headers.get('ratelimit')!)!.get('steady')!;
        expect(response.headers.has('retry-after')).toBe(false);
        if (response.status === 429) refusals += 1;
        if (steady.get('r') === 0) {
          told += 1;
          toldUntil = time.now + (Number(steady.get('t')) - 1) * 1_000;
        }
        return response;
      },
    });
    const neighbour = (): void => {
      emulator.consume(1);
      setTimeout(neighbour, 2_000);
    };
    neighbour();
    let done = 0;
    for (let index = 0; index < 600; index += 1) void hood.getIntegration({ id: '1161' }).then(() => (done += 1));
    await time.runUntil(() => done === 600);
    expect(done).toBe(600);
    expect(told).toBeGreaterThan(0);
    expect(early).toBe(0);
    expect(refusals).toBeLessThan(30);
    expect(hood.rateLimits()[0]!.server).toMatchObject({ limit: 150 });
  } finally {
    time.uninstall();
  }
});
