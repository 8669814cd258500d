// What every consumer does with the package: calls over HTTP and in memory, a selection, a retry, a typed error, a
// validated answer, a refused redirect. Returns what is compared with the same text everywhere.
export const STORY = 'Example Integration; id,status; 2 requests; ApiError 400 true; redirect refused; shared';

export async function story(hoodModule, redisModule, { createEmulator }, { validators }, { baseUrl, redirectUrl }) {
  const { ClientError, ConnectionError, createHoodClient, isApiError } = hoodModule;
  const options = { token: 'any', validate: validators, dangerouslyAllowBrowser: true };

  // The platform's own, which in a browser accepts no receiver but its own.
  const hood = createHoodClient({ ...options, baseUrl, fetch });
  const { name } = await hood.getIntegration({ id: '1161' });
  const slim = await hood.getIntegration({ id: '1161', fields: ['id', 'status'] });

  const emulator = createEmulator();
  const emulated = createHoodClient({ ...options, fetch: emulator.fetch });
  emulator.fail({ kind: 'reset' }, { times: 1 });
  await emulated.getIntegration({ id: '1161' });
  const requests = emulator.requests.length;
  emulator.fail({ kind: 'status', status: 400 });
  const error = await caught(emulated.getIntegration({ id: '1161' }));
  const narrowed = error instanceof ClientError && isApiError(error, 'getIntegration');

  // A Redis that has nothing against it.
  const redis = async () => [0, 'go', '', 'log', 0, 1, 1];
  const limiter = redisModule.createRedisLimiter({ redis, account: 'acme' });
  const sharing = createHoodClient({ ...options, fetch: createEmulator().fetch, rateLimit: { limiter } });
  await sharing.getIntegration({ id: '1161' });
  const shared = limiter.states()[0].degraded === false ? 'shared' : 'degraded';

  const redirecting = createHoodClient({ ...options, baseUrl: redirectUrl, retries: 0 });
  const redirected = (await caught(redirecting.getIntegration({ id: '1161' }))) instanceof ConnectionError;
  const parts = [name, Object.keys(slim), `${requests} requests`, `${error.name} ${error.status} ${narrowed}`];
  return `${parts.join('; ')}; redirect ${redirected ? 'refused' : 'followed'}; ${shared}`;
}

const caught = (promise) =>
  promise.then(
    () => 'nothing was thrown',
    (error) => error,
  );
