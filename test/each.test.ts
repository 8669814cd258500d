import { describe, expect, test } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import type { ApiError, EachResult, GetIntegrationParams, HoodClient, Integration } from '../src/index.ts';
import { thingClient } from './support/things.ts';

/** Answers with the id of the path; ids that begin with `bad` get a 404. */
const echo = async (request: Request): Promise<Response> => {
  const id = new URL(request.url).pathname.split('/').at(-1)!;
  return id.startsWith('bad') ? Response.json({ trace_id: id }, { status: 404 }) : Response.json({ id });
};

describe('each', () => {
  test('yields in the order of the inputs, whichever answer comes first, with errors in their places', async () => {
    const later: (() => void)[] = [];
    const slowFirst = async (request: Request): Promise<Response> => {
      // The first answer is held back until all others are there.
      if (request.url.endsWith('/0')) await new Promise<void>((resolve) => void later.push(resolve));
      else if (request.url.endsWith('/bad4')) later.forEach((resolve) => void resolve());
      return echo(request);
    };
    const client = thingClient({ fetch: slowFirst, rateLimit: false });
    const results: unknown[] = [];
    for await (const { input, data, error } of client.each(
      'getThing',
      ['0', '1', 'bad2', '3', 'bad4'].map((id) => ({ id })),
    )) {
      results.push([input.id, data?.id ?? (error as ApiError).status]);
    }
    expect(results).toEqual([
      ['0', '0'],
      ['1', '1'],
      ['bad2', 404],
      ['3', '3'],
      ['bad4', 404],
    ]);
  });

  test('takes any number of inputs in the same memory, and only as they are needed', async () => {
    let taken = 0;
    let yielded = 0;
    let ahead = 0;
    function* inputs(): Generator<{ id: string }> {
      for (; taken < 5_000; taken += 1) {
        ahead = Math.max(ahead, taken - yielded);
        yield { id: String(taken) };
      }
    }
    const client = thingClient({ fetch: async () => Response.json({ id: 'x' }), rateLimit: false });
    for await (const result of client.each('getThing', inputs())) {
      expect(result.error).toBeUndefined();
      yielded += 1;
    }
    expect(yielded).toBe(5_000);
    expect(ahead).toBeLessThanOrEqual(20);
  });

  test('yields what is ready although the next input is not', async () => {
    let release = (): void => undefined;
    async function* inputs(): AsyncGenerator<{ id: string }> {
      yield { id: '1' };
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      yield { id: '2' };
    }
    const seen: string[] = [];
    for await (const { input } of thingClient({ fetch: echo }).each('getThing', inputs())) {
      seen.push(input.id);
      release();
    }
    expect(seen).toEqual(['1', '2']);
  });

  test('a break cancels what is under way and lets the source clean up', async () => {
    let aborted = 0;
    let cleaned = false;
    const fetch = (request: Request, { signal }: { signal: AbortSignal }): Promise<Response> =>
      request.url.endsWith('/0')
        ? echo(request)
        : new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              aborted += 1;
              reject(signal.reason);
            });
          });
    function* inputs(): Generator<{ id: string }> {
      try {
        for (let id = 0; ; id += 1) yield { id: String(id) };
      } finally {
        cleaned = true;
      }
    }
    const client = thingClient({ fetch });
    for await (const { input } of client.each('getThing', inputs())) {
      expect(input.id).toBe('0');
      break;
    }
    expect(cleaned).toBe(true);
    expect(aborted).toBeGreaterThan(0);
    expect(client.rateLimits()[0]).toMatchObject({ queued: 0 });
  });

  test("an abort ends it with the signal's reason, also while it waits for an input", async () => {
    const controller = new AbortController();
    async function* inputs(): AsyncGenerator<{ id: string }> {
      yield { id: '1' };
      await new Promise(() => undefined);
    }
    const seen: unknown[] = [];
    const run = async (): Promise<void> => {
      for await (const { input } of thingClient({ fetch: echo }).each('getThing', inputs(), {
        signal: controller.signal,
      })) {
        seen.push(input.id);
        controller.abort('enough');
      }
    };
    await expect(run()).rejects.toBe('enough');
    expect(seen).toEqual(['1']);
    await expect(
      thingClient({ fetch: echo })
        .each('getThing', [], { signal: AbortSignal.abort('no') })
        .next(),
    ).rejects.toBe('no');
  });

  test('a source that throws ends it with what it threw', async () => {
    function* inputs(): Generator<{ id: string }> {
      yield { id: '1' };
      throw new RangeError('no more');
    }
    const results = thingClient({ fetch: echo }).each('getThing', inputs());
    await expect(collect(results)).rejects.toThrow('no more');
  });

  test('a wrong input is an error in its place', async () => {
    const [wrong, right] = await collect(thingClient({ fetch: echo }).each('getThing', [{ id: '..' }, { id: '1' }]));
    expect(wrong).toMatchObject({ error: { code: 'INVALID_PARAMETER' } });
    expect(right).toMatchObject({ data: { id: '1' } });
  });

  test('an operation that does not exist is refused', () => {
    const client = thingClient({ fetch: echo });
    expect(() => client.each('toString' as 'getThing', [])).toThrow('name an operation');
  });
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

test('the data is the whole of it, or part of it where an input selects fields or may', () => {
  const types = (hood: HoodClient, list: readonly GetIntegrationParams[]): void => {
    const whole = hood.each('getIntegration', [{ id: '1' }]);
    expectTypeOf(whole).toExtend<AsyncGenerator<EachResult<{ readonly id: string }, Integration>, void, void>>();
    const selected = hood.each('getIntegration', [{ id: '1', fields: ['id', 'name'] }]);
    expectTypeOf<DataOf<typeof selected>>().toEqualTypeOf<Pick<Integration, 'id' | 'name'>>();
    const unknown = hood.each('getIntegration', list);
    expectTypeOf<DataOf<typeof unknown>>().toEqualTypeOf<Partial<Integration>>();
    // @ts-expect-error: not a field
    hood.each('getIntegration', [{ id: '1', fields: ['nam'] }]);
    // @ts-expect-error: not a parameter
    hood.each('getIntegration', [{ ID: '1' }]);
  };
  expect(types).toBeInstanceOf(Function);
});

type DataOf<Results> = Results extends AsyncGenerator<EachResult<infer _, infer Data>> ? Data : never;
