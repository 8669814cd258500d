import { createHoodClient, type Integration, isApiError } from 'ocamba-hood';
import { createRedisLimiter, type SharedLimiter } from 'ocamba-hood/redis';
import { createEmulator } from 'ocamba-hood/testing';
import { listen } from 'ocamba-hood/testing/node';
import { validators } from 'ocamba-hood/validators';

const emulator = createEmulator({ limits: false });
const server = await listen(emulator);
const reserve: SharedLimiter['reserve'] = async () => ({ waitMs: 0, next: 'go', log: 'a', carefulMs: 0 });
await reserve('C', { id: 'a', windows: [], parallel: false }, new AbortController().signal);
const limiter = createRedisLimiter({ redis: async () => [0, 'go', '', 'log', 0], account: 'acme', instances: 2 });
const hood = createHoodClient({ token: 'any', baseUrl: server.url, validate: validators, rateLimit: { limiter } });
const whole: Integration = await hood.getIntegration({ id: '1161' });
const slim: Pick<Integration, 'id' | 'name'> = await hood.getIntegration({ id: '1161', fields: ['id', 'name'] });
// @ts-expect-error: not a field
const wrong = hood.getIntegration({ id: '1161', fields: ['nam'] });
await wrong.catch(() => undefined);
// @ts-expect-error: no client of Redis
const wrongRedis = (): unknown => createRedisLimiter({ redis: 'redis://127.0.0.1', account: 'acme' });
void wrongRedis;
// @ts-expect-error: not selected
slim.status;
emulator.fail({ kind: 'status', status: 400 });
try {
  await hood.getIntegration({ id: '1161' });
} catch (error) {
  if (!isApiError(error, 'getIntegration') || error.status !== 400) throw error;
  const message: string | undefined = error.body.message;
  if (message === undefined) throw error;
}
await server.close();
console.log(whole.id === slim.id ? whole.name : 'another integration');
