import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createEmulator } from '../../src/testing/emulator.ts';
import { type EmulatorServer, listen } from '../../src/testing/node.ts';
import { createBookshop, ISBN, ours, settled, TestClock } from './support.ts';

const servers: EmulatorServer[] = [];
const start = async (...[emulator, options]: Parameters<typeof listen>): Promise<EmulatorServer> => {
  const server = await listen(emulator, options);
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const key = { 'X-Api-Key': 'k' };

test('fifty requests over sockets are limited and recorded as the contract says', async () => {
  const emulator = createEmulator({ contract: ours, clock: new TestClock() });
  const { url } = await start(emulator);
  const responses = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      fetch(`${url}/v1/hood/integrations/${index}?fields=id`, { headers: { Authorization: 'Bearer secret' } }),
    ),
  );
  const bodies = await Promise.all(responses.map((response) => response.text()));
  const accepted = responses.filter(({ status }) => status === 200);
  expect(accepted).toHaveLength(10);
  for (const [index, { status }] of responses.entries())
    expect(bodies[index]).toBe(status === 200 ? `{"id":"${index}"}` : '');
  expect(accepted.map(({ headers }) => Number(headers.get('x-ratelimit-remaining'))).sort((a, b) => b - a)).toEqual([
    149, 148, 147, 146, 145, 144, 143, 142, 141, 140,
  ]);
  expect(emulator.requests).toHaveLength(50);
  expect(emulator.windows.map(({ name, count, highest }) => [name, count, highest])).toEqual([
    ['burst', 10, 50],
    ['steady', 10, 50],
  ]);
});

test("the URL ends with the path of the contract's server, and listens on loopback alone", async () => {
  const { url } = await start(createBookshop());
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
  expect((await fetch(`${url}/books/${ISBN}`, { headers: key })).status).toBe(200);
});

test('HEAD is answered as GET but without a body, also where something is wrong with it', async () => {
  const emulator = createBookshop();
  const { url } = await start(emulator);
  const send = async (method: string, path: string) => {
    const response = await fetch(`${url}${path}`, { method, headers: key });
    const ofBody = ['content-type', 'content-length'].map((name) => response.headers.get(name));
    return { answer: [response.status, ...ofBody], text: await response.text() };
  };
  for (const path of ['/books', '/books?page=0', '/nowhere']) {
    const head = await send('HEAD', path);
    const get = await send('GET', path);
    expect(head).toEqual({ answer: get.answer, text: '' });
    expect(get.answer[2]).toBe(String(get.text.length));
  }
});

test('requests that no fetch would send are answered too', async () => {
  const emulator = createBookshop();
  const { port } = new URL((await start(emulator)).url);
  const send = async (head: string): Promise<string> => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.end(`${head}\r\nHost: x\r\nConnection: close\r\n\r\n`);
    let text = '';
    for await (const piece of socket) text += piece;
    return text.split('\r\n')[0]!;
  };
  expect(await send('GET //books HTTP/1.1')).toMatch(/404/);
  expect(await send('OPTIONS * HTTP/1.1')).toMatch(/404/);
  expect(await send('GET http://elsewhere.example/api/books HTTP/1.1')).toMatch(/401/);
  expect(await send('GET /%zz?%zz=%zz HTTP/1.1')).toMatch(/404/);
  expect(emulator.requests.map(({ path }) => path)).toEqual(['//books', '/*', '/books', '/%zz']);
});

describe('close', () => {
  test('ends connections that hang, and all that wait', async () => {
    const windows = [{ name: 'w', limit: 100, seconds: 1 }];
    const emulator = createBookshop({ limits: { parallel: 3, windows }, clock: new TestClock() });
    const server = await listen(emulator);
    emulator.fail({ kind: 'hang' }, { times: 1 });
    emulator.fail({ kind: 'hang', at: 'body' }, { times: 1 });
    const get = () => fetch(`${server.url}/books/${ISBN}`, { headers: key });
    const never = get();
    while (emulator.requests.length < 1) await settled();
    const half = (await get()).text();
    const stop = emulator.fail({ kind: 'slow', latencyMs: 60_000 });
    const slow = get();
    while (emulator.requests.length < 3) await settled();
    await server.close();
    await server.close();
    await expect(never).rejects.toThrow('fetch failed');
    await expect(half).rejects.toThrow('terminated');
    await expect(slow).rejects.toThrow('fetch failed');
    await expect(get()).rejects.toThrow('fetch failed');
    // All three are over, so that three may be under way again.
    stop();
    const again = () => emulator.fetch(`http://x/api/books/${ISBN}`, { headers: key });
    expect((await Promise.all([again(), again(), again()])).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('is what disposal does', async () => {
    let url: string;
    {
      await using server = await listen(createBookshop());
      url = server.url;
      expect((await fetch(`${url}/books`, { headers: key })).status).toBe(200);
    }
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});

test('a request under way is over when its client goes away', async () => {
  const emulator = createBookshop({ limits: { parallel: 1, windows: [{ name: 'w', limit: 1e9, seconds: 1 }] } });
  const { url } = await start(emulator);
  const get = (init: RequestInit = {}) => fetch(`${url}/books/${ISBN}`, { headers: key, ...init });
  for (const at of ['headers', 'body'] as const) {
    emulator.fail({ kind: 'hang', at }, { times: 1 });
    const before = emulator.requests.length;
    const controller = new AbortController();
    const hung = get({ signal: controller.signal }).then((response) => response.text());
    while (emulator.requests.length === before) await settled();
    expect((await get()).status).toBe(429);
    controller.abort('gone');
    await expect(hung).rejects.toBe('gone');
    let status = 429;
    while (status === 429) status = (await get()).status;
    expect(status).toBe(200);
  }
});

test('a body of any size takes no more memory than a piece of it', async () => {
  const emulator = createBookshop();
  const { url } = await start(emulator);
  emulator.fail({ kind: 'oversized', bytes: 1_000_000_000 });
  const response = await fetch(`${url}/books/${ISBN}`, { headers: key });
  expect(response.headers.get('content-length')).toBe('1000000000');
  const reader = response.body!.getReader();
  for (let read = 0; read < 1_000_000; ) read += (await reader.read()).value!.byteLength;
  await reader.cancel();
  expect(process.memoryUsage().arrayBuffers).toBeLessThan(200_000_000);
});

describe('what cannot work is refused', () => {
  test.each([-1, 65_536, 1.5, '80' as never])('port %p', async (port) => {
    await expect(listen(createBookshop(), { port })).rejects.toThrow(
      'Expected `port` to be an integer from 0 to 65535.',
    );
  });

  test('a port that is taken', async () => {
    const port = Number(new URL((await start(createBookshop())).url).port);
    await expect(listen(createBookshop(), { port })).rejects.toThrow(
      `Port ${port} is taken. Choose another, or 0 for any free one.`,
    );
  });
});

test('the process may end once the server is closed, and not before', async () => {
  const server = await listen(createBookshop());
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  await server.close();
  await closed;
});
