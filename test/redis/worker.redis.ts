import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Queue, QueueEvents } from 'bullmq';
import { createEmulator, type Emulator } from '../../src/testing/index.ts';
import { listen } from '../../src/testing/node.ts';
import { ROOT } from '../scripts/generate/support.ts';
import { RedisServer } from './server.ts';
import { withServers } from './with-servers.ts';

const JOBS = 40;
/** Wider than the contract by what a busy machine delays, and less than two workers take that do not share. */
const WINDOWS = [
  { name: 'burst', limit: 16, seconds: 1 },
  { name: 'steady', limit: 150, seconds: 60 },
];

/** The emulator at an address of its own, which counts what comes to it. */
async function counted(emulator: Emulator) {
  const count = { came: 0 };
  const counting = Object.create(emulator, {
    exchange: {
      value: (message: Parameters<Emulator['exchange']>[0]) => {
        count.came += 1;
        return emulator.exchange(message);
      },
    },
  }) as Emulator;
  return Object.assign(await listen(counting), { count });
}

withServers((binary) => {
  test('two workers of BullMQ share the limits of an account', async () => {
    await using redis = await RedisServer.start(binary);
    const emulator = createEmulator({ limits: { windows: WINDOWS } });
    await using first = await counted(emulator);
    await using second = await counted(emulator);
    const connection = { url: redis.url };
    const queue = new Queue('integrations', { connection });
    const events = new QueueEvents('integrations', { connection });
    await events.waitUntilReady();
    const workers = [first, second].map(({ url }) =>
      spawn(process.execPath, ['--import', '@oxc-node/core/register', join(ROOT, 'examples', 'worker.ts')], {
        cwd: ROOT,
        env: { ...process.env, REDIS_URL: redis.url, OCAMBA_TOKEN: 'any', OCAMBA_BASE_URL: url },
        stdio: ['ignore', 'inherit', 'pipe'],
      }),
    );
    let said = '';
    for (const { stderr } of workers) {
      stderr.on('data', (data) => {
        said += data;
      });
    }
    const done = new Promise<void>((resolve) => {
      let count = 0;
      events.on('completed', () => {
        count += 1;
        if (count === JOBS) resolve();
      });
    });
    // Both are at work before there is any.
    while ((await queue.getWorkersCount()) < workers.length) await new Promise(setImmediate);
    await queue.addBulk(Array.from({ length: JOBS }, () => ({ name: 'read', data: { id: '1161' } })));
    await done;
    const results = (await queue.getCompleted()).map(({ returnvalue }) => returnvalue);
    const gone = workers.map((worker) => once(worker, 'exit'));
    for (const worker of workers) worker.kill('SIGTERM');
    expect(await Promise.all(gone)).toEqual([
      [0, null],
      [0, null],
    ]);
    await Promise.all([queue.close(), events.close()]);
    expect(results).toEqual(new Array(JOBS).fill(expect.objectContaining({ id: '1161' })));
    expect(emulator.requests.map(({ status }) => status)).toEqual(new Array(JOBS).fill(200));
    expect(first.count.came).toBeGreaterThan(0);
    expect(second.count.came).toBeGreaterThan(0);
    expect(said).toBe('');
  });
});
