// One of the processes of `npm run bench -- cluster`: calls as often as it is told to, by the limiter that it is told to use.
import { once } from 'node:events';
import Bottleneck from 'bottleneck';
import { Redis } from 'ioredis';
import { createHoodClient } from 'ocamba-hood';
import { createRedisLimiter } from 'ocamba-hood/redis';
import { RateLimiterQueue, RateLimiterRedis } from 'rate-limiter-flexible';

const { kind, baseUrl, redisUrl, calls, instances } = JSON.parse(process.argv[2]);
const redis = new Redis(redisUrl);
await redis.ping();

const send = (request, init) => {
  const headers = new Headers(request.headers ?? init?.headers);
  headers.set('x-process', String(process.pid));
  headers.set('x-sent', String(Date.now()));
  return fetch(request, { ...init, headers });
};

/** The limits by `turn`, and the server's Retry-After by waiting for it, as their documentation shows. */
const patient = (turn) => async () => {
  for (;;) {
    const response = await turn(() =>
      send(`${baseUrl}/v1/hood/integrations/1161`, { headers: { authorization: 'Bearer any' } }),
    );
    await response.arrayBuffer();
    if (response.status !== 429) return;
    await new Promise((resolve) => setTimeout(resolve, Number(response.headers.get('retry-after') ?? 1) * 1_000));
  }
};

const kinds = {
  ours() {
    const limiter = createRedisLimiter({ redis, account: 'acme', instances });
    const hood = createHoodClient({ token: 'any', baseUrl, fetch: send, rateLimit: { limiter } });
    return () => hood.getIntegration({ id: '1161' });
  },
  'rate-limiter-flexible'() {
    const queueOf = (points, duration) =>
      new RateLimiterQueue(
        new RateLimiterRedis({ storeClient: redis, points, duration, keyPrefix: `rlf${duration}` }),
        {
          maxQueueSize: 10_000,
        },
      );
    const [steady, burst] = [queueOf(150, 60), queueOf(10, 1)];
    return patient(async (work) => {
      await steady.removeTokens(1, 'acme');
      await burst.removeTokens(1, 'acme');
      return work();
    });
  },
  bottleneck() {
    const limits = { reservoir: 150, reservoirRefreshAmount: 150, reservoirRefreshInterval: 60_000 };
    const connection = new Bottleneck.IORedisConnection({ client: redis });
    const limiter = new Bottleneck({ id: 'acme', connection, ...limits, minTime: 110, maxConcurrent: 10 });
    return patient((work) => limiter.schedule(work));
  },
};

const call = kinds[kind]();
process.stdout.write('ready\n');
const [startAt] = await once(process.stdin, 'data');
await new Promise((resolve) => setTimeout(resolve, Number(startAt) - Date.now()));
const settled = await Promise.allSettled(Array.from({ length: calls }, call));
process.stdout.write(`${settled.filter(({ status }) => status === 'rejected').length}\n`);
process.exit();
