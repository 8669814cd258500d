import { expect, test } from '@jest/globals';
import { FAIR, judgeable, runOnce, share } from './processes.ts';
import { RedisServer } from './server.ts';
import { withServers } from './with-servers.ts';

/** What 144 calls need at the least: four steady windows and the third burst of the fifth, margins included. */
const LEAST_SECONDS = 4 * 6.4 + 2 * 1.4;

withServers((binary) => {
  test.concurrent.each(['ioredis', 'node-redis', 'function'] as const)(
    '4 processes with %s share evenly and are refused nothing',
    async (driver) => {
      const outcome = await share(async () => {
        await using redis = await RedisServer.start(binary);
        return await runOnce({ redisUrl: redis.url, driver, processes: 4, calls: 36 });
      });
      expect(outcome).toMatchObject({ answered: 144, lost: [] });
      if (!judgeable(outcome)) return;
      expect(outcome).toMatchObject({ refused: 0, highest: { burst: 10, steady: 30 } });
      // The bench has the figure of many calls.
      expect(outcome.jain).toBeGreaterThanOrEqual(FAIR);
      expect(outcome.states.every(({ degraded }) => degraded === false)).toBe(true);
      expect(outcome.seconds).toBeGreaterThan(LEAST_SECONDS - 0.4);
    },
  );
});
