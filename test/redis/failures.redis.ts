import { expect, test } from '@jest/globals';
import { FAIR, judgeable, type Outcome, runOnce, share } from './processes.ts';
import { RedisServer, Way } from './server.ts';
import { withServers } from './with-servers.ts';

/** So many requests have come when it happens, so that there is something to forget; and when it is over. */
const MIDST = 38;
const LATER = 56;

interface Failing {
  readonly redis: RedisServer;
  readonly other: RedisServer;
  readonly way: Way;
}

interface Failure {
  readonly name: string;
  /** Whether it needs something between the processes and the server. */
  readonly between?: boolean;
  readonly happens: (failing: Failing) => unknown;
  readonly ends?: (failing: Failing) => unknown;
  /** Whether nothing ends it, so that the processes stay on their own. */
  readonly lasting?: boolean;
  /** What they are told then. */
  readonly code?: string;
}

const FAILURES: readonly Failure[] = [
  { name: 'killed', happens: ({ redis }) => redis.kill(), lasting: true },
  { name: 'stopped', happens: ({ redis }) => redis.stop(), lasting: true, code: 'TIMEOUT' },
  {
    name: 'slow',
    between: true,
    happens: ({ way }) => {
      way.delayMs = 150;
    },
  },
  { name: 'flushed', happens: ({ redis }) => redis.command('FLUSHALL') },
  {
    name: 'restarted',
    happens: ({ redis }) => redis.kill(),
    ends: ({ redis }) => redis.start(),
  },
  {
    name: 'stopped for a while',
    happens: ({ redis }) => redis.stop(),
    ends: ({ redis }) => redis.goOn(),
  },
  { name: 'told to forget its scripts', happens: ({ redis }) => redis.command('SCRIPT', 'FLUSH') },
  { name: 'failed over to an empty replica', between: true, happens: ({ way, other }) => way.leadTo(other) },
  {
    name: 'made read-only',
    happens: ({ redis }) => redis.command('REPLICAOF', '127.0.0.1', '1'),
    lasting: true,
    code: 'READONLY',
  },
  {
    name: 'full',
    happens: ({ redis }) => redis.command('CONFIG', 'SET', 'maxmemory', '1'),
    lasting: true,
    code: 'OOM',
  },
  {
    name: 'forbidding scripts',
    happens: ({ redis }) => redis.command('ACL', 'SETUSER', 'default', '-eval', '-evalsha'),
    lasting: true,
    code: 'NOPERM',
  },
];

const run = (
  binary: string,
  { between, happens, ends }: Failure,
  options: object,
  calls: number,
  driver: 'ioredis' | 'node-redis',
): Promise<Outcome> =>
  share(
    async () => {
      await using redis = await RedisServer.start(binary);
      await using other = await RedisServer.start(binary);
      await using way = await Way.to(redis);
      const failing = { redis, other, way };
      const when = new Map([
        [MIDST, () => happens(failing)],
        [LATER, () => ends?.(failing)],
      ]);
      const redisUrl = between ? way.url : redis.url;
      return await runOnce({ redisUrl, driver, processes: 4, calls, options, when });
    },
    'instances' in options,
  );

const changes = ({ told }: Outcome): readonly (readonly string[])[] =>
  told.map((each) => each.filter((event) => /degraded/.test(event)));

withServers((binary) => {
  // What differs between servers shows in these.
  const failures = binary === 'redis-server' ? FAILURES : FAILURES.slice(0, 4);
  test.concurrent.each(failures.map((failure, index) => ({ ...failure, index })))(
    '$name: no call is lost, and with `instances` the limits hold',
    async ({ index, ...failure }) => {
      const outcome = await run(binary, failure, { instances: 4 }, 24, index % 2 === 0 ? 'ioredis' : 'node-redis');
      expect(outcome).toMatchObject({ answered: 96, lost: [] });
      if (!judgeable(outcome)) return;
      expect(outcome.refused).toBeLessThanOrEqual(10);
      // Who notices a failure first goes by its part first; in good weather it is 0.95.
      expect(outcome.jain).toBeGreaterThanOrEqual(FAIR);
      const last = changes(outcome).map((told) => told.at(-1) ?? '');
      const expected = failure.lasting ? /^degraded/ : /^recovered|^$/;
      const others = last.filter((told) => !expected.test(told));
      // One may have its last answer before it has asked again, or, on a busy machine, meet a silence.
      if (failure.lasting) expect(others).toEqual([]);
      else expect(others).toEqual(others.slice(0, 1).map(() => 'degraded TIMEOUT'));
      // On a busy machine the first that is noticed may be silence.
      if (failure.code) expect(last).toContain(`degraded ${failure.code}`);
      if (failure.ends) expect(last).toContain('recovered degraded');
    },
  );

  test.concurrent.each(FAILURES.slice(0, 2))('$name, without `instances`: no call is lost', async (failure) => {
    const outcome = await run(binary, failure, {}, 15, 'ioredis');
    expect(outcome).toMatchObject({ answered: 60, lost: [] });
  });
});
