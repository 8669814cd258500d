import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { SpanStatusCode } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { createHoodClient } from 'ocamba-hood';
import { createEmulator } from 'ocamba-hood/testing';
import { type EmulatorServer, listen } from 'ocamba-hood/testing/node';
import { examples } from '#generated/examples.ts';
import { createApp } from '../examples/hono-route.ts';
import { GET } from '../examples/next-route.ts';
import { traceWith } from '../examples/opentelemetry.ts';
import { ROOT, run, scratch } from './scripts/generate/support.ts';

const integration = examples.getIntegration['200'];
const emulator = createEmulator({
  data: { Integration: ['1161', '1162', '1163', '1164'].map((id) => ({ ...integration, id })) },
});
const folder = scratch('examples');
let server: EmulatorServer;
beforeAll(async () => {
  server = await listen(emulator);
  process.env['OCAMBA_TOKEN'] = 'any';
  process.env['OCAMBA_BASE_URL'] = server.url;
});
afterAll(async () => {
  await server.close();
  folder.remove();
});
beforeEach(() => emulator.reset());

const example = (name: string, ...args: string[]) =>
  run(['--import', '@oxc-node/core/register', join(ROOT, 'examples', name), ...args], ROOT, {
    OCAMBA_TOKEN: 'any',
    OCAMBA_BASE_URL: server.url,
  });

test('a script prints an integration without its credentials, and what is wrong with a call', async () => {
  const { code, out } = await example('node-script.ts', '1161');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ id: '1161', settings: { auth_token: '[redacted]' } });
  const failed = await example('node-script.ts', '9');
  expect(failed.code).toBe(1);
  expect(failed.err).toContain('was answered 400');
  expect((await example('node-script.ts')).code).toBe(2);
});

test('an export keeps what it wrote, and goes on from there', async () => {
  const [ids, out] = [join(folder.path, 'ids.txt'), join(folder.path, 'out.ndjson')];
  const lines = () =>
    readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  writeFileSync(ids, '1161\n9\n\n1162\n');
  expect((await example('bulk-export.ts', ids, out)).err).toBe(
    '3 lines, 1 failures in this run. Run it again to go on.\n',
  );
  writeFileSync(ids, '1161\n9\n1162\n1163\n1164');
  expect((await example('bulk-export.ts', ids, out)).code).toBe(0);
  expect(lines().map(({ id, error }) => [id, error === undefined])).toEqual([
    ['1161', true],
    ['9', false],
    ['1162', true],
    ['1163', true],
    ['1164', true],
  ]);
  expect(emulator.requests).toHaveLength(5);
  expect(readFileSync(out, 'utf8')).not.toContain(integration.settings['auth_token']);
});

test('a route of Hono maps errors to statuses of its own', async () => {
  const errors = jest.spyOn(console, 'error').mockReturnValue();
  const app = createApp(createHoodClient({ token: 'any', fetch: emulator.fetch, retries: 0 }));
  const found = await app.request('/integrations/1161');
  expect([found.status, await found.json()]).toEqual([
    200,
    { id: '1161', name: integration.name, status: integration.status },
  ]);
  expect((await app.request('/integrations/9')).status).toBe(404);
  expect((await app.request('/integrations/..%2F..')).status).toBe(400);
  emulator.fail({ kind: 'reset' });
  expect((await app.request('/integrations/1161')).status).toBe(502);
  expect(errors).toHaveBeenCalledTimes(1);
  const busy = createApp(
    createHoodClient({
      token: 'any',
      fetch: () => new Promise<Response>(() => undefined),
      rateLimit: { maxQueue: 1, maxConcurrent: 1 },
    }),
  );
  void busy.request('/integrations/1');
  void busy.request('/integrations/1');
  expect((await busy.request('/integrations/1')).status).toBe(503);
});

test('a route of Next answers with the fields it names', async () => {
  const get = (id: string): Promise<Response> =>
    GET(new Request('https://app.example/'), { params: Promise.resolve({ id }) });
  expect(await (await get('1161')).json()).toEqual({
    id: '1161',
    name: integration.name,
    type: integration.type,
    status: integration.status,
  });
  expect((await get('x')).status).toBe(400);
  expect((await get('9')).status).toBe(404);
});

test('OpenTelemetry has a span for every attempt', async () => {
  const exporter = new InMemorySpanExporter();
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer('test');
  const hood = createHoodClient({ token: 'any', ...traceWith(tracer, emulator.fetch) });
  jest.spyOn(Math, 'random').mockReturnValue(0);
  emulator.fail({ kind: 'status', status: 503 }, { times: 1 });
  emulator.fail({ kind: 'reset' }, { times: 1 });
  await hood.getIntegration({ id: '1161', fields: ['id'] });
  const spans = exporter.getFinishedSpans().map(({ name, attributes, status }) => [name, attributes, status.code]);
  // What the conventions for HTTP client spans require, and what they ask for where it is known.
  const required = {
    'http.request.method': 'GET',
    'server.address': 'api.ocamba.com',
    'server.port': 443,
    'url.full': 'https://api.ocamba.com/v1/hood/integrations/1161?fields=REDACTED',
    'url.template': '/v1/hood/integrations/{id}',
    'client.queued_ms': expect.any(Number),
  };
  const name = 'GET /v1/hood/integrations/{id}';
  const refused = { 'http.response.status_code': 503, 'error.type': '503' };
  const lost = { 'http.request.resend_count': 1, 'error.type': 'CONNECTION_FAILED' };
  const good = { 'http.request.resend_count': 2, 'http.response.status_code': 200 };
  expect(spans).toEqual([
    [name, { ...required, ...refused }, SpanStatusCode.ERROR],
    [name, { ...required, ...lost }, SpanStatusCode.ERROR],
    [name, { ...required, ...good }, SpanStatusCode.UNSET],
  ]);
  const parents = emulator.requests.map(({ headers }) => headers['traceparent']);
  expect(parents).toEqual(
    exporter.getFinishedSpans().map((span) => {
      const { traceId, spanId } = span.spanContext();
      return `00-${traceId}-${spanId}-01`;
    }),
  );
});

test('each is small enough to copy', () => {
  for (const name of readdirSync(join(ROOT, 'examples'))) {
    expect([name, readFileSync(join(ROOT, 'examples', name), 'utf8').split('\n').length < 61]).toEqual([name, true]);
  }
});
