/**
 * Workers on many machines that share one account: as many processes as you like take jobs of a queue of BullMQ, and the
 * limits are kept by all of them together.
 *
 *   REDIS_URL=redis://127.0.0.1:6379 OCAMBA_TOKEN=… node worker.ts
 */
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createHoodClient, logTo } from 'ocamba-hood';
import { createRedisLimiter } from 'ocamba-hood/redis';

const url = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

// A connection of its own, so that nothing waits behind the queue's commands.
const redis = new Redis(url);
redis.on('error', (error) => console.error(`Redis: ${error.message}`));

const hood = createHoodClient({
  token: process.env['OCAMBA_TOKEN'],
  baseUrl: process.env['OCAMBA_BASE_URL'],
  // The same account in every process. Four of them at most: while Redis fails, each keeps a fourth of the limits.
  rateLimit: { limiter: createRedisLimiter({ redis, account: 'acme', instances: 4 }) },
  // Says when the processes no longer count together, and when they do again.
  onEvent: logTo({ debug: () => undefined, warn: console.warn, error: console.error }),
});

const worker = new Worker<{ id: string }>(
  'integrations',
  async ({ data }) => hood.getIntegration({ id: data.id, fields: ['id', 'name', 'status'] }),
  // A job that waits for its turn is under way. BullMQ renews its lock meanwhile.
  { connection: { url, maxRetriesPerRequest: null }, concurrency: 10 },
);
worker.on('failed', (job, error) => console.error(`Job ${job?.id}: ${error.message}`));

process.once('SIGTERM', async () => {
  // Ends when the jobs under way have ended.
  await worker.close();
  redis.disconnect();
});
