import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { share } from './processes.ts';
import { RedisServer, servers } from './server.ts';

describe.each(servers)('good weather, %s', (binary) => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start(binary);
  });
  afterAll(() => redis.close());
  test('ok', async () => {
    const outcome = await share({ redisUrl: redis.url, processes: 4, calls: 30, options: { instances: 4 } });
    console.log(outcome);
    expect(outcome).toMatchObject({ refused: 0, lost: [] });
  });
});
