import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createEmulator } from '../../src/testing/emulator.ts';
import type { EmulatorLimits } from '../../src/testing/limit-options.ts';
import type { Emulator, EmulatorOptions } from '../../src/testing/types.ts';
import { bookshop, ISBN, ours, settled, small, TestClock, visitor } from './support.ts';

const PATH = 'https://api.example/v1/hood/integrations/1';

function create(limits: EmulatorLimits = {}, options: EmulatorOptions = {}) {
  const clock = new TestClock();
  const emulator = createEmulator({ contract: ours, clock, limits, ...options });
  const send = (token = 't', signal: AbortSignal | null = null): Promise<Response> =>
    emulator.fetch(PATH, { headers: { Authorization: `Bearer ${token}` }, signal });
  const sendAt = async (time: number, token?: string): Promise<Response> => {
    clock.time = time;
    return send(token);
  };
  return { clock, emulator, send, sendAt };
}

const rate = ({ headers }: Response) =>
  ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`));
const waits = (response: Response): [number, string | null] => [response.status, response.headers.get('retry-after')];

describe('fixed windows', () => {
  test('count as a table made by hand says', async () => {
    // 10 a second and 150 a minute; windows of seconds begin at whole seconds, of minutes at 0 and 60,000.
    const { sendAt, emulator } = create();
    const table: [time: number, requests: number, accepted: number, retryAfter: string | null][] = [
      [200, 12, 10, '1'], // 2 too many in the second 0
      [999, 1, 0, '1'], // still the second 0, which is over in a millisecond: rounded up
      [1_000, 10, 10, null], // the second 1
      [1_999.5, 1, 0, '1'],
      ...Array.from(
        { length: 13 },
        (_, index) => [2_000 + index * 1_000, 10, 10, null] as [number, number, number, null],
      ),
      [15_000, 1, 0, '45'], // 150 in this minute
      [59_999, 1, 0, '1'],
      [60_000, 11, 10, '1'], // a new minute, and a new second
      [60_999, 1, 0, '1'],
      [61_000, 1, 1, null],
    ];
    for (const [time, requests, accepted, retryAfter] of table) {
      const responses = await Promise.all(Array.from({ length: requests }, () => sendAt(time)));
      expect([time, responses.filter(({ ok }) => ok).length]).toEqual([time, accepted]);
      expect([time, responses.at(-1)!.headers.get('retry-after')]).toEqual([time, retryAfter]);
    }
    expect(emulator.requests.filter(({ refused }) => refused)).toHaveLength(2 + 1 + 1 + 1 + 1 + 1 + 1);
    // In the minute 0: 12 + 1 + 10 + 1 + 130 + 1 + 1 came, in its second 0: 13.
    expect(emulator.windows.map(({ name, highest, count }) => ({ name, highest, count }))).toEqual([
      { name: 'burst', highest: 13, count: 1 },
      { name: 'steady', highest: 156, count: 11 },
    ]);
  });

  test('agree with a plain count, whatever comes when and at whatever phase', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 6 })), { maxLength: 40 }),
        fc.integer({ min: 0, max: 4_000 }),
        fc.boolean(),
        async (bunches, phaseMs, countRejected) => {
          const windows = [
            { name: 'a', limit: 4, seconds: 1 },
            { name: 'b', limit: 7, seconds: 4 },
          ];
          const { sendAt, emulator } = create({ phaseMs, countRejected, windows });
          const counts = new Map<string, number>();
          let now = 0;
          for (const [gap, size] of bunches) {
            now += gap;
            for (let index = 0; index < size; index += 1) {
              const keys = windows.map(
                ({ name, seconds }) => `${name}${Math.floor((now - phaseMs) / (seconds * 1_000))}`,
              );
              const room = windows.every(({ limit }, at) => (counts.get(keys[at]!) ?? 0) < limit);
              if (room || countRejected) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
              expect((await sendAt(now)).status).toBe(room ? 200 : 429);
            }
          }
          expect(emulator.requests).toHaveLength(bunches.reduce((sum, [, size]) => sum + size, 0));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('never keep anyone waiting longer than Retry-After says, nor let anyone in before the window is over', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 120_000 }),
        fc.integer({ min: 0, max: 60_000 }),
        async (start, phaseMs) => {
          const windows = [{ name: 'w', limit: 1, seconds: 7 }];
          const { sendAt } = create({ phaseMs, windows });
          await sendAt(start);
          const [, retryAfter] = waits(await sendAt(start));
          expect((await sendAt(start + Number(retryAfter) * 1_000 - 1_000)).status).toBe(429);
          expect((await sendAt(start + Number(retryAfter) * 1_000)).status).toBe(200);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('begin at a phase of their own each', async () => {
    const { sendAt } = create({ phaseMs: { burst: 300, steady: 50_000 } });
    const burst = await Promise.all(Array.from({ length: 11 }, () => sendAt(299)));
    expect(waits(burst[10]!)).toEqual([429, '1']);
    expect((await sendAt(300)).status).toBe(200);
    expect(rate(await sendAt(301))).toEqual(['150', '138', '50']);
    expect(rate(await sendAt(50_000))).toEqual(['150', '149', '60']);
  });

  test('pass faster at another time scale, and tell seconds as they pass', async () => {
    const { sendAt } = create({
      timeScale: 60,
      headerWindow: 'steady',
      windows: [{ name: 'steady', limit: 2, seconds: 60 }],
    });
    expect(rate(await sendAt(0))).toEqual(['2', '1', '1']);
    await sendAt(500);
    expect(waits(await sendAt(999))).toEqual([429, '1']);
    expect((await sendAt(1_000)).status).toBe(200);
  });
});

describe('sliding windows', () => {
  const shelf = (clock: TestClock, limits: EmulatorLimits = {}) => {
    const emulator = createEmulator({ contract: bookshop, clock, limits, memory: false });
    const post = () =>
      visitor(emulator)('/books', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ isbn: ISBN, title: 'x' }),
      });
    return { emulator, post };
  };

  test('hold for every stretch of their length', async () => {
    const clock = new TestClock();
    const { post } = shelf(clock);
    const seen: unknown[] = [];
    for (const time of [100, 900, 1_099, 1_100, 1_500, 1_899, 1_900]) {
      clock.time = time;
      seen.push([time, ...waits(await post())]);
    }
    expect(seen).toEqual([
      [100, 201, null],
      [900, 201, null],
      [1_099, 429, '1'],
      [1_100, 201, null],
      [1_500, 429, '1'],
      [1_899, 429, '1'],
      [1_900, 201, null],
    ]);
  });

  test('count apart from those of another class', async () => {
    const clock = new TestClock();
    const { post, emulator } = shelf(clock);
    const get = visitor(emulator);
    const statuses = async (calls: Promise<Response>[]) => (await Promise.all(calls)).map(({ status }) => status);
    expect(await statuses([post(), post(), post()])).toEqual([201, 201, 429]);
    expect(await statuses(Array.from({ length: 5 }, () => get('/books')))).toEqual([200, 200, 200, 200, 429]);
    expect(emulator.windows.map((window) => [window.class, window.account, window.highest])).toEqual([
      ['desk', 1, 3],
      ['shelf', 1, 5],
    ]);
  });

  test('agree with a plain count, and with Retry-After', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 }),
        fc.boolean(),
        async (gaps, countRejected) => {
          const clock = new TestClock();
          const { post } = shelf(clock, { countRejected, windows: { desk: [{ name: 's', limit: 3, seconds: 2 }] } });
          const counted: number[] = [];
          for (const gap of gaps) {
            clock.time += gap;
            const room = counted.filter((time) => time > clock.time - 2_000).length < 3;
            const response = await post();
            expect(response.status).toBe(room ? 201 : 429);
            if (room || countRejected) counted.push(clock.time);
            if (room) continue;
            const free = clock.time + Number(response.headers.get('retry-after')) * 1_000;
            expect(counted.filter((time) => time > free - 2_000).length).toBeLessThan(3);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('accounts', () => {
  test('are told apart by their credentials', async () => {
    const { sendAt, emulator } = create({ windows: [{ name: 'w', limit: 1, seconds: 1 }] });
    expect((await sendAt(0, 'a')).status).toBe(200);
    expect((await sendAt(0, 'b')).status).toBe(200);
    expect((await sendAt(0, 'a')).status).toBe(429);
    expect(emulator.windows.map(({ account, highest }) => [account, highest])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    expect(JSON.stringify(emulator.windows)).not.toContain('"a"');
  });

  test('may be used by other programs too', async () => {
    const { sendAt, emulator } = create({ windows: [{ name: 'w', limit: 5, seconds: 60 }] });
    emulator.consume(3);
    expect(rate(await sendAt(0))).toEqual(['5', '1', '60']);
    emulator.consume(2, { class: 'C' });
    expect(waits(await sendAt(1))).toEqual([429, '60']);
    expect(emulator.windows[0]).toMatchObject({ count: 6, highest: 2 });
    expect(rate(await sendAt(60_000))).toEqual(['5', '4', '60']);
    expect(() => emulator.consume(1, { class: 'D' })).toThrow('Expected `class` to be one of C.');
    expect(() => emulator.consume(-1)).toThrow('Expected the number of requests to be an integer from 0.');
  });
});

describe('headers', () => {
  test('tell of the longest window, or of the one that was chosen', async () => {
    const { sendAt } = create();
    expect(rate(await sendAt(30_400))).toEqual(['150', '149', '30']);
    const { sendAt: another } = create({ headerWindow: 'burst' });
    expect(rate(await another(30_400))).toEqual(['10', '9', '1']);
  });

  test('are on every answer but a 429', async () => {
    const { emulator, sendAt } = create();
    emulator.fail({ kind: 'status', status: 500 }, { times: 1 });
    emulator.fail({ kind: 'status', status: 429 }, { times: 1 });
    expect(rate(await sendAt(0))).toEqual(['150', '149', '60']);
    expect(rate(await sendAt(0))).toEqual([null, null, null]);
    const bad = await emulator.fetch(`${PATH}?view=x`, { headers: { Authorization: 'Bearer t' } });
    expect([bad.status, ...rate(bad)]).toEqual([400, '150', '147', '60']);
    emulator.consume(500);
    expect(rate(await sendAt(0))).toEqual([null, null, null]);
  });

  test('of a 429 can lack Retry-After, now and then or always, or say too little', async () => {
    const limited = (retryAfter: NonNullable<EmulatorLimits['retryAfter']>) => {
      const { emulator, sendAt } = create({ retryAfter });
      emulator.consume(500);
      return sendAt;
    };
    expect(waits(await limited('missing')(0))).toEqual([429, null]);
    expect(waits(await limited('rounded-down')(30_400))).toEqual([429, '29']);
    const sometimes = limited('sometimes-missing');
    const seen = new Set<string | null>();
    for (let time = 0; time < 20; time += 1) seen.add(waits(await sometimes(0))[1]);
    expect(seen).toEqual(new Set(['60', null]));
  });

  test('of a 429 follow the contract where it documents one, and HTTP where not', async () => {
    const { emulator, sendAt } = create();
    emulator.consume(500);
    const documented = await sendAt(0);
    expect(await documented.text()).toBe('');
    expect(emulator.requests[0]).toMatchObject({ refused: true, rateClass: 'C', status: 429, source: 'documented' });
    const shop = createEmulator({ contract: bookshop, clock: new TestClock() });
    shop.consume(4);
    const inferred = await visitor(shop)('/books');
    expect(waits(inferred)).toEqual([429, '1']);
    expect(shop.requests[0]).toMatchObject({
      source: 'inferred',
      reason: 'Expected at most 4 requests in a window `second`.',
    });
  });
});

describe('requests at once', () => {
  const crowd = () => {
    const created = create({ parallel: 2 });
    created.emulator.fail({ kind: 'slow', latencyMs: 100 });
    return created;
  };

  test("beyond the limit are refused with the contract's own value, and do not count", async () => {
    const { clock, emulator, send } = crowd();
    const first = [send(), send()];
    const third = send();
    await clock.advance(100);
    expect(waits(await third)).toEqual([429, '-1']);
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
    expect(emulator.requests[2]).toMatchObject({ refused: true, reason: 'Expected at most 2 requests at once.' });
    expect(emulator.windows.map(({ count }) => count)).toEqual([2, 2]);
    const later = [send(), send()];
    await clock.advance(100);
    expect((await Promise.all(later)).map(({ status }) => status)).toEqual([200, 200]);
  });

  test('end when they are answered, aborted, or lost', async () => {
    const { clock, emulator, send } = crowd();
    const controller = new AbortController();
    const gone = send('t', controller.signal);
    controller.abort('enough');
    await expect(gone).rejects.toBe('enough');
    emulator.reset();
    emulator.fail({ kind: 'hang' }, { times: 1 });
    emulator.fail({ kind: 'reset' }, { times: 2 });
    const hanging = new AbortController();
    const hung = send('t', hanging.signal);
    await expect(send()).rejects.toThrow('fetch failed');
    await expect(send()).rejects.toThrow('fetch failed');
    expect((await send()).status).toBe(200);
    emulator.fail({ kind: 'hang', at: 'body' }, { times: 1 });
    const stuck = await send();
    expect(waits(await send())).toEqual([429, '-1']);
    await stuck.body!.cancel();
    await settled();
    expect((await send()).status).toBe(200);
    emulator.fail({ kind: 'hang', at: 'body' }, { times: 1 });
    await send();
    hanging.abort('over');
    await expect(hung).rejects.toBe('over');
    expect((await send()).status).toBe(200);
    expect(clock.sleeping).toBe(1);
  });

  test('have no Retry-After where the contract names no value for it', async () => {
    const emulator = createEmulator({ contract: bookshop, clock: new TestClock(), limits: { parallel: 1 } });
    emulator.fail({ kind: 'hang' }, { times: 1 });
    const controller = new AbortController();
    const hung = visitor(emulator)('/books', { signal: controller.signal });
    expect(waits(await visitor(emulator)('/books'))).toEqual([429, null]);
    controller.abort();
    await expect(hung).rejects.toThrow('aborted');
  });
});

test('the Retry-After of a 429 that must have one is that of the window, once', async () => {
  const headers = { 'RETRY-AFTER': { required: true, schema: { type: 'integer' }, example: 7 } };
  const contract = small(
    { responses: { 200: {}, 429: { headers } } },
    { 'x-rate-limit': { class: 'a', windows: [{ name: 'w', limit: 1, seconds: 2 }] } },
  );
  const { fetch } = createEmulator({ contract, clock: new TestClock() });
  expect(waits(await fetch('http://x/things'))).toEqual([200, null]);
  expect(waits(await fetch('http://x/things'))).toEqual([429, '2']);
});

describe('rate headers', () => {
  const named = { limit: 'X-Limit', remaining: 'X-Left', reset: 'X-Reset' };
  const required = (name: string) => ({ [name.toLowerCase()]: { required: true, schema: { type: 'integer' } } });
  const contract = small(
    { responses: { 200: { headers: required('X-Left') }, 429: { headers: required('X-Left') } } },
    { 'x-rate-limit': { class: 'a', windows: [{ name: 'w', limit: 1, seconds: 2.5 }], headers: named } },
  );
  const sent = async (emulator: Emulator, path = '/things') =>
    Object.fromEntries([...(await emulator.fetch(`http://x${path}`)).headers].filter(([name]) => /^x-/.test(name)));

  test('are on a 429 where the contract requires them, with what was counted', async () => {
    const emulator = createEmulator({ contract, clock: new TestClock() });
    expect(await sent(emulator)).toEqual({ 'x-limit': '1', 'x-left': '0', 'x-reset': '3' });
    expect(await sent(emulator)).toEqual({ 'x-left': '0' });
  });

  test('are only those that the contract requires, and untouched, where nothing counts', async () => {
    expect(await sent(createEmulator({ contract, limits: false }))).toEqual({ 'x-left': '1' });
    const response = await createEmulator({ contract: ours }).fetch('https://api.example/v2');
    expect(rate(response)).toEqual(['150', '150', '60']);
  });
});

describe('dialects', () => {
  const windows = [
    { name: 'burst', limit: 2, seconds: 1 },
    { name: 'day "long"', limit: 5, seconds: 86_400 },
  ];
  const named = { limit: 'X-Limit', remaining: 'X-Left', reset: 'X-Reset' };
  const contractOf = (headers: object | undefined) =>
    small({ responses: { 200: {} } }, { 'x-rate-limit': { class: 'a', windows, ...(headers && { headers }) } });

  test('the IETF fields tell of all windows, on a refusal too, and whatever the contract names', async () => {
    for (const contract of [contractOf(undefined), contractOf(named)]) {
      const emulator = createEmulator({ contract, clock: new TestClock(), limits: { headers: 'ietf' } });
      const responses: Response[] = [];
      for (let index = 0; index < 3; index += 1) responses.push(await emulator.fetch('http://x/things'));
      expect(responses.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(responses.map(({ headers }) => headers.get('ratelimit'))).toEqual([
        '"burst";r=1;t=1, "day \\"long\\"";r=4;t=86400',
        '"burst";r=0;t=1, "day \\"long\\"";r=3;t=86400',
        '"burst";r=0;t=1, "day \\"long\\"";r=3;t=86400',
      ]);
      for (const { headers } of responses) {
        expect(headers.get('ratelimit-policy')).toBe('"burst";q=2;w=1, "day \\"long\\"";q=5;w=86400');
        expect(headers.has('x-left')).toBe(false);
      }
    }
  });

  test.each([
    ['milliseconds', 86_400_000, 0],
    ['epoch', 86_400, 1],
    ['epoch-milliseconds', 86_400_000, 1_000],
  ])('a reset is told in the unit of the contract: %s', async (unit, length, perSecond) => {
    const emulator = createEmulator({ contract: contractOf({ ...named, unit }), clock: new TestClock() });
    const before = Date.now();
    const reset = Number((await emulator.fetch('http://x/things')).headers.get('x-reset'));
    const since = (reset - length) / (perSecond || 1);
    if (perSecond === 0) expect(since).toBe(0);
    else expect(Math.abs(since - before / 1_000)).toBeLessThan(60);
  });

  test('are two', () => {
    expect(() => createEmulator({ contract: ours, limits: { headers: 'mine' as 'ietf' } })).toThrow(
      '`limits.headers` to be `contract` or `ietf`',
    );
  });
});

describe('the option', () => {
  test('false takes all limits away', async () => {
    const emulator = createEmulator({ contract: ours, limits: false, clock: new TestClock() });
    const send = () => emulator.fetch(PATH, { headers: { Authorization: 'Bearer t' } });
    const responses: Response[] = await Promise.all(Array.from({ length: 200 }, send));
    expect(responses.every(({ status }) => status === 200)).toBe(true);
    expect(responses.map(rate)).toEqual(Array(200).fill(['150', '150', '60']));
    expect(emulator.windows).toEqual([]);
    expect(emulator.requests[0]?.rateClass).toBeUndefined();
    emulator.consume(1);
  });

  test('can change the windows of one class', async () => {
    const clock = new TestClock();
    const emulator: Emulator = createEmulator({
      contract: bookshop,
      clock,
      limits: { windows: { shelf: [{ name: 'day', limit: 1, seconds: 86_400 }] } },
    });
    expect(waits(await visitor(emulator)('/books'))[0]).toBe(200);
    expect(waits(await visitor(emulator)('/books'))).toEqual([429, '86400']);
  });

  test.each<[unknown, string]>([
    [{ parallel: 0 }, 'Expected `limits.parallel` to be a positive integer.'],
    [{ timeScale: 0 }, 'Expected `limits.timeScale` to be a positive number.'],
    [{ phaseMs: Number.NaN }, 'Expected `limits.phaseMs` to be a number of milliseconds.'],
    [{ phaseMs: { steady: '1' } }, 'Expected `limits.phaseMs` to be a number of milliseconds.'],
    [{ phaseMs: { minute: 1 } }, 'Expected `limits.phaseMs` to name windows: burst, steady.'],
    [{ headerWindow: 'minute' }, 'Expected `limits.headerWindow` to name one of the windows: burst, steady.'],
    [
      { retryAfter: 'never' },
      'Expected `limits.retryAfter` to be one of seconds, missing, sometimes-missing, rounded-down.',
    ],
    [{ windows: { D: [] } }, 'Expected `limits.windows` to name classes: C.'],
    [
      { windows: [{ name: 'a', limit: 0, seconds: 1 }] },
      'Expected every window to have a name, a positive integer `limit` and positive `seconds`.',
    ],
    [
      { windows: { C: [{ name: 'a', limit: 1, seconds: -1 }] } },
      'Expected every window to have a name, a positive integer `limit` and positive `seconds`.',
    ],
  ])('%j is refused at once', (limits, message) => {
    expect(() => createEmulator({ contract: ours, limits: limits as EmulatorLimits })).toThrow(new TypeError(message));
  });

  test('of a contract without limits changes nothing', async () => {
    const emulator = createEmulator({ contract: small({}) });
    for (let count = 0; count < 20; count += 1) expect((await emulator.fetch('http://x/things')).status).toBe(200);
    expect(emulator.windows).toEqual([]);
  });
});
