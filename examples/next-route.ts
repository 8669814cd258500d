// app/api/integrations/[id]/route.ts of a Next.js application. The token stays on the server, and so do the settings:
// what a browser gets is named one by one.
import { ApiError, createHoodClient, type HoodClient } from 'ocamba-hood';

// One client, and so one queue, for all requests of a process. Made at the first of them: a build has no token.
let client: HoodClient | undefined;

interface RouteContext {
  readonly params: Promise<{ readonly id: string }>;
}

export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { id } = await params;
  if (!/^\d+$/.test(id)) return Response.json({ error: 'The id is not valid.' }, { status: 400 });
  client ??= createHoodClient({ token: process.env['OCAMBA_TOKEN'], baseUrl: process.env['OCAMBA_BASE_URL'] });
  try {
    const fields = ['id', 'name', 'type', 'status'] as const;
    const integration = await client.getIntegration({ id, fields }, { signal: request.signal, deadlineMs: 10_000 });
    return Response.json(integration, { headers: { 'Cache-Control': 'private, max-age=60' } });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    const status = error instanceof ApiError && error.status < 500 ? 404 : 502;
    return Response.json({ error: 'The integration could not be read.' }, { status });
  }
}
