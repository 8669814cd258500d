import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { examples } from '#generated/examples.ts';
import { validators } from '#generated/validators.js';
import {
  ApiError,
  type ClientError,
  ConnectionError,
  createHoodClient,
  type HoodClientOptions,
  ResponseFormatError,
  TimeoutError,
  ValidationError,
} from '../src/index.ts';
import { json, serve } from './support/serve.ts';

// What a server, or whatever stands in front of it, can answer: a success where the payload is good, else an error of
// ours that says so, never the platform's own.
const integration = examples.getIntegration['200'];
const text = JSON.stringify(integration);
const JSON_TYPE = { 'content-type': 'application/json' };
const HTML = '<!doctype html><title>Sign in</title>';

const send =
  (status: number, headers: Record<string, string>, body: string | Buffer = '') =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end(body);

/** The first half of what was promised, and then what `end` does. */
const half =
  (end: (response: ServerResponse) => void, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { ...JSON_TYPE, ...headers });
    response.write(text.slice(0, 99), () => end(response));
  };

type Case = readonly [name: string, answer: (response: ServerResponse) => void, options?: HoodClientOptions];

describe('a success', () => {
  test.each<Case>([
    ['plain', send(200, JSON_TYPE, text)],
    ['with a byte-order mark', send(200, JSON_TYPE, `\ufeff${text}`)],
    ['compressed', send(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(text))],
    ['in pieces', half((response) => response.end(text.slice(99)))],
    ['under another JSON type', send(200, { 'content-type': 'application/vnd.api+json; charset=utf-8' }, text)],
    ['under a wrong type', send(200, { 'content-type': 'text/html' }, text)],
    ['under no type', send(200, {}, text)],
    ['with a status of its class', send(203, JSON_TYPE, text)],
    [
      'with fields and members of an enum that nobody knew',
      send(200, JSON_TYPE, JSON.stringify({ ...integration, more: 1, type: 'fax' })),
      { validate: validators },
    ],
  ])('%s', async (...[, answer, options]: Case) => {
    await using server = await serve((_received, response) => answer(response));
    const hood = createHoodClient({ token: 'any', baseUrl: server.url, ...options });
    expect(await hood.getIntegration({ id: '1161' })).toMatchObject({ id: integration.id, name: integration.name });
  });
});

type Class = abstract new (...parameters: never[]) => ClientError;
type Failure = readonly [
  name: string,
  answer: (response: ServerResponse) => void,
  expected: { readonly type: Class; readonly code: string; readonly status?: number; readonly retryable?: boolean },
  options?: HoodClientOptions,
];
const unreadable = { type: ResponseFormatError, code: 'RESPONSE_UNREADABLE', status: 200 };
const otherwise = { ...unreadable, code: 'MEDIA_TYPE_UNEXPECTED' };
const lost = { type: ConnectionError, code: 'CONNECTION_FAILED', retryable: true };
const redirected = { type: ConnectionError, code: 'REDIRECT_REFUSED' };
const late = { type: TimeoutError, code: 'ATTEMPT_TIMEOUT', retryable: true };
const tooLarge = { type: ResponseFormatError, code: 'RESPONSE_TOO_LARGE', status: 200 };
const invalid = { type: ValidationError, code: 'VALIDATION_FAILED', status: 200 };
const api = (status: number, retryable = false) => ({ type: ApiError, code: 'API_ERROR', status, retryable });

describe('a failure', () => {
  test.each<Failure>([
    ['200 with HTML', send(200, { 'content-type': 'text/html' }, HTML), otherwise],
    ['200 with CSV', send(200, { 'content-type': 'text/csv; charset=utf-8' }, 'id,name\n1161,a'), otherwise],
    ['200 with what is no media type', send(200, { 'content-type': `${HTML}` }, HTML), unreadable],
    ['200 with HTML that claims to be JSON', send(200, JSON_TYPE, HTML), unreadable],
    ['200 with nothing', send(200, JSON_TYPE), unreadable],
    ['200 with half of its JSON', send(200, JSON_TYPE, text.slice(0, 99)), unreadable],
    ['200 with `null`', send(200, JSON_TYPE, 'null'), unreadable],
    ['200 with an array', send(200, JSON_TYPE, `[${text}]`), unreadable],
    ['200 with bytes that are no text', send(200, JSON_TYPE, Buffer.from([0xff, 0xfe, 0x00])), unreadable],
    ['204 where there should be data', send(204, {}), { ...unreadable, status: 204 }],
    ['200 of another shape', send(200, JSON_TYPE, '{"id":"1"}'), invalid, { validate: validators }],
    ['200 that says it is too large', send(200, JSON_TYPE, text), tooLarge, { maxResponseBytes: 100 }],
    ['200 that turns out too large', half((it) => it.end(text)), tooLarge, { maxResponseBytes: 100 }],
    [
      '200 too large once it is unpacked',
      send(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, gzipSync(' '.repeat(1_000_000))),
      tooLarge,
      { maxResponseBytes: 10_000 },
    ],
    ['200 compressed and broken', send(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, 'no gzip'), lost],
    ['400 as documented', (it) => json(it, 400, { title: 'Bad', trace_id: 'tid' }), api(400)],
    ['400 with nothing', send(400, JSON_TYPE), api(400)],
    ['401 with HTML', send(401, { 'content-type': 'text/html' }, HTML), api(401)],
    ['403 with a string', send(403, JSON_TYPE, '"no"'), api(403)],
    ['404 with half of its JSON', send(404, JSON_TYPE, '{"title":'), api(404)],
    ["409 with somebody else's JSON", (it) => json(it, 409, { errors: [{ detail: 'x' }] }), api(409)],
    ['418', send(418, {}), api(418)],
    ['429 without a time', send(429, {}), api(429, true)],
    ['500 with `null`', send(500, JSON_TYPE, 'null'), api(500, true)],
    ['502 with HTML', send(502, { 'content-type': 'text/html' }, HTML), api(502, true)],
    ['503 that asks for too long a wait', send(503, { 'retry-after': '86400' }), api(503, true)],
    ['599', send(599, {}), api(599)],
    ['301 to the same place', (it) => send(301, { location: '/v1/hood/integrations/1161' })(it), redirected],
    ['302 to another place', send(302, { location: 'https://elsewhere.example/' }), redirected],
    ['307 that keeps the method', send(307, { location: 'https://elsewhere.example/' }), redirected],
    ['300 that leads nowhere', send(300, {}), api(300)],
    ['a reset before the answer', (it) => void it.socket?.resetAndDestroy(), lost],
    ['a close before the answer', (it) => void it.socket?.destroy(), lost],
    ['a reset inside the body', half((it) => void it.socket?.resetAndDestroy()), lost],
    ['a close inside the body', half((it) => void it.socket?.end(), { 'content-length': '9999' }), lost],
    ['something that is no HTTP', (it) => void it.socket?.end('220 mail.example ESMTP\r\n'), lost],
    ['headers that never come', () => undefined, late, { timeoutMs: 60 }],
    ['a body that stops', half(() => undefined), late, { timeoutMs: 60 }],
  ])('%s', async (...[, answer, { type, ...expected }, options]: Failure) => {
    await using server = await serve((_received, response) => answer(response));
    const hood = createHoodClient({ token: 'any', baseUrl: server.url, retries: 0, ...options });
    const error: unknown = await hood.getIntegration({ id: '1161' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({
      ...expected,
      operation: 'getIntegration',
      method: 'GET',
      path: '/v1/hood/integrations/{id}',
      attempts: 1,
    });
    expect((error as Error).cause).toBeUndefined();
    // Whatever it is: to read a property of it never throws.
    if (error instanceof ApiError) expect(() => (error.body as { title?: string }).title).not.toThrow();
  });

  test.each<[string, string | undefined, unknown]>([
    ['text', 'Sign in', 'Sign in'],
    ['a string', '"no"', 'no'],
    ['a number', '42', 42],
    ['a list', '[1]', [1]],
    ['an object', '{"title":"Bad"}', { title: 'Bad' }],
    ['null', 'null', {}],
    ['nothing', '', {}],
  ])('keeps the body as what it is, and shows none of it: %s', async (_, body, expected) => {
    await using server = await serve((_received, response) => void response.writeHead(404).end(body));
    const hood = createHoodClient({ token: 'any', baseUrl: server.url });
    const error: unknown = await hood.getIntegration({ id: '1161' }).catch((reason: unknown) => reason);
    if (!(error instanceof ApiError)) throw error;
    expect(error.body).toEqual(expected);
    expect(Object.keys(error)).not.toContain('body');
    const result = await hood.GET('/v1/hood/integrations/{id}', { params: { path: { id: '1161' } } });
    expect(result.error).toEqual(expected);
  });

  test('nobody listens', async () => {
    const server = await serve(() => undefined);
    await server[Symbol.asyncDispose]();
    const hood = createHoodClient({ token: 'any', baseUrl: server.url, retries: 0 });
    await expect(hood.getIntegration({ id: '1161' })).rejects.toMatchObject({
      code: lost.code,
      reason: 'ECONNREFUSED',
    });
  });
});
