// A route that answers with part of an integration, and maps what can go wrong to statuses of its own: the caller of
// this route must not see whether it was our token, our limit or our network that failed.
import { Hono } from 'hono';
import { ClientError, type HoodClient, isApiError, QueueError, TimeoutError } from 'ocamba-hood';

/** Takes the client, so that a test can give it one that calls the emulator. One client serves all requests. */
export function createApp(hood: HoodClient) {
  const app = new Hono();

  app.get('/integrations/:id', async (context) => {
    const id = context.req.param('id');
    // A request that is gone leaves the queue as well.
    const { signal } = context.req.raw;
    const fields = ['id', 'name', 'status'] as const;
    return context.json(await hood.getIntegration({ id, fields }, { signal, deadlineMs: 10_000 }));
  });

  app.onError((error, context) => {
    if (!(error instanceof ClientError)) throw error;
    if (error.code === 'INVALID_PARAMETER') return context.json({ error: 'The id is not valid.' }, 400);
    if (isApiError(error, 'getIntegration') && (error.status === 400 || error.status === 404)) {
      return context.json({ error: 'There is no such integration.' }, 404);
    }
    if (error instanceof QueueError || error instanceof TimeoutError) {
      const seconds = Math.ceil((error.retryAfterMs ?? 1_000) / 1_000);
      return context.json({ error: 'Too busy. Try again later.' }, 503, { 'Retry-After': String(seconds) });
    }
    console.error(error.message, error.traceId ?? '');
    return context.json({ error: 'The integration could not be read.' }, 502);
  });

  return app;
}
