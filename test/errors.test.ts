import { inspect } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import { ApiError, ClientError, ConfigurationError, ConnectionError, TimeoutError } from '../src/common/errors.ts';
import { createHoodClient, isApiError } from '../src/index.ts';
import { createEmulator } from '../src/testing/index.ts';

const details = { code: 'API_ERROR', operation: 'getIntegration', status: 400 } as const;

describe('instanceof', () => {
  test('knows a class, its base and nothing else', () => {
    const error = new ApiError('x', details, {});
    expect(error).toBeInstanceOf(Error);
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toBeInstanceOf(ApiError);
    for (const other of [ConfigurationError, ConnectionError, TimeoutError]) expect(error).not.toBeInstanceOf(other);
    expect(new ClientError('x', details)).not.toBeInstanceOf(ApiError);
    for (const value of [null, undefined, 'x', 1, {}, new Error('x')]) expect(value instanceof ClientError).toBe(false);
  });

  test('works across two copies of the package', async () => {
    let copy: typeof import('../src/common/errors.ts') | undefined;
    await jest.isolateModulesAsync(async () => {
      copy = await import('../src/common/errors.ts');
    });
    const theirs = copy!;
    expect(theirs.ApiError).not.toBe(ApiError);
    expect(new theirs.ApiError('x', details, {})).toBeInstanceOf(ApiError);
    expect(new ApiError('x', details, {})).toBeInstanceOf(theirs.ClientError);
    expect(new theirs.TimeoutError('x', { code: 'ATTEMPT_TIMEOUT' }, 'attempt', 1)).not.toBeInstanceOf(ApiError);
  });

  test("of a user's own subclass is that of its prototype", () => {
    class Own extends ApiError {}
    expect(new Own('x', details, {})).toBeInstanceOf(Own);
    expect(new Own('x', details, {})).toBeInstanceOf(ApiError);
    expect(new ApiError('x', details, {})).not.toBeInstanceOf(Own);
  });
});

describe('isApiError', () => {
  const failing = (status: number): Promise<unknown> => {
    const emulator = createEmulator();
    emulator.fail({ kind: 'status', status });
    const hood = createHoodClient({ token: 'any', fetch: emulator.fetch, retries: 0 });
    return hood.getIntegration({ id: '1' }).catch((error: unknown) => error);
  };

  test('narrows the body by the status, at run time and for the compiler', async () => {
    const error = await failing(400);
    expect(isApiError(error)).toBe(true);
    expect(isApiError(error, 'getIntegration')).toBe(true);
    expect(isApiError(new Error('x'))).toBe(false);
    if (!isApiError(error, 'getIntegration')) throw error;
    expectTypeOf(error.status).toExtend<number>();
    if (error.status === 400) {
      expectTypeOf(error.body.message).toEqualTypeOf<string | undefined>();
      expectTypeOf(error.body.code).toEqualTypeOf<number | undefined>();
      expect(error.body.message).toBe('The request is not valid.');
    }
    if (error.status === 429) expectTypeOf(error.body).toEqualTypeOf<unknown>();
    // A status that only `default` covers is one of the union too.
    if (error.status === 401) expectTypeOf(error.body.title).toEqualTypeOf<string | undefined>();
    // @ts-expect-error No error has this status.
    if (error.status === 200) throw error;
  });

  test('is not about another operation', async () => {
    const error = new ApiError('x', { ...details, operation: 'other' }, {});
    expect(isApiError(error)).toBe(true);
    expect(isApiError(error, 'getIntegration')).toBe(false);
  });

  test('finds a body to read from whatever came', async () => {
    const error = await failing(502);
    if (!isApiError(error)) throw error;
    expect(() => (error.body as { message?: string }).message).not.toThrow();
  });
});

describe('an error as it is printed', () => {
  test('says what happened, where, how often, and what to do', async () => {
    const emulator = createEmulator();
    const hood = createHoodClient({ token: 'any', fetch: emulator.fetch, retries: 0 });
    emulator.fail({ kind: 'status', status: 500 }, { times: 1 });
    await expect(hood.getIntegration({ id: '1' })).rejects.toThrow(
      '`getIntegration` (GET /v1/hood/integrations/{id}) was answered 500 after 1 attempt, trace id 99a84211-f73d-4ff8-acdf-eb3e06bb9d62. The server failed: try again later, and quote the trace id to its support.',
    );
    emulator.fail({ kind: 'reset' }, { times: 1 });
    await expect(hood.getIntegration({ id: '1' })).rejects.toThrow(
      /^`getIntegration` \(GET \/v1\/hood\/integrations\/\{id\}\) got no whole answer after 1 attempt: the connection was (reset|closed) \(\w+\)\. Check the network and the address of the API, or try again later\.$/,
    );
  });

  test('has its name, and only details that there are', () => {
    const error = new ApiError('x', { ...details, traceId: undefined }, { secret: 'hidden' });
    expect(error.name).toBe('ApiError');
    expect(String(error)).toBe('ApiError: x');
    expect(inspect(error)).not.toMatch(/undefined|hidden/);
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: 'API_ERROR',
      operation: 'getIntegration',
      status: 400,
      retryable: false,
    });
  });
});
