// One of several processes that use an account: calls as often as it is told to, from a moment that it is told.
import { once } from 'node:events';
import { createClient } from 'ocamba-hood';
import { createRedisLimiter } from 'ocamba-hood/redis';
import { contract } from '#generated/contract.js';

const { baseUrl, redisUrl, driver, calls, name, windows, options } = JSON.parse(process.argv[2]);

/** Clients as their guides have them: nothing is set for our sake. */
const drivers = {
  async ioredis() {
    const { Redis } = await import('ioredis');
    const redis = new Redis(redisUrl);
    redis.on('error', () => undefined);
    await redis.ping();
    return { redis, close: () => redis.disconnect() };
  },
  async 'node-redis'() {
    const { createClient: createRedis } = await import('redis');
    const redis = createRedis({ url: redisUrl });
    redis.on('error', () => undefined);
    await redis.connect();
    return { redis, close: () => redis.destroy() };
  },
  async function() {
    const { redis, close } = await drivers.ioredis();
    return { redis: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args), close };
  },
};

const { redis, close } = await drivers[driver]();
const limiter = createRedisLimiter({ redis, account: 'acme', ...options });
const events = [];
const client = createClient(
  { ...contract, rateLimits: { C: { ...contract.rateLimits.C, windows } } },
  {
    token: 'any',
    baseUrl,
    headers: { 'x-process': name },
    fetch: (request, init) => {
      request.headers.set('x-sent', String(Date.now()));
      return fetch(request, init);
    },
    rateLimit: { limiter },
    onEvent: ({ type, code, from }) => events.push([type, code ?? from].filter(Boolean).join(' ')),
  },
);
// The first request of a process, and of a server, takes a second on a busy machine.
await (await fetch(`${baseUrl}/v1/hood/integrations/1161`, { headers: { authorization: 'Bearer any' } })).text();
process.stdout.write('ready\n');
const [startAt] = await once(process.stdin, 'data');
await new Promise((resolve) => setTimeout(resolve, Number(startAt) - Date.now()));
const settled = await Promise.allSettled(Array.from({ length: calls }, () => client.getIntegration({ id: '1161' })));
const lost = settled.flatMap(({ reason }) => (reason ? [`${reason.code} ${reason.message}`] : []));
const told = events.filter((event) => /^(degraded|recovered|paused|refused)/.test(event));
process.stdout.write(`${JSON.stringify({ lost, told, states: limiter.states() })}\n`);
close();
process.stdin.destroy();
