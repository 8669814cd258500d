import { hasBody, type Reply } from './reply.ts';
import type { Emulator } from './types.ts';

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** As many as the Fetch Standard allows. */
const MOST_REDIRECTS = 20;

/** A `fetch` without a network, with the failures of Node's. Redirects lead back into the emulator, whatever their host. */
export function createFetch(exchange: Emulator['exchange']): Emulator['fetch'] {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal, redirect } = request;
    signal.throwIfAborted();
    const headers = new Headers(request.headers);
    let { method, url } = request;
    let bytes: Promise<Uint8Array> | undefined;
    let body = (): Promise<Uint8Array> => {
      bytes ??= request.arrayBuffer().then((buffer) => new Uint8Array(buffer));
      return bytes;
    };
    for (let redirects = 0; ; redirects += 1) {
      const reply = await exchange({ method, url, headers, signal, body });
      const location = REDIRECTS.has(reply.status) && !reply.stop ? reply.headers.get('location') : null;
      if (location === null || redirect === 'manual') {
        const response = await toResponse(reply, method, signal);
        return Object.defineProperties(response, { url: { value: url }, redirected: { value: redirects > 0 } });
      }
      reply.done();
      if (redirect === 'error') throw failed('unexpected redirect');
      if (redirects === MOST_REDIRECTS) throw failed('redirect count exceeded');
      const target = new URL(location, url);
      if (target.origin !== new URL(url).origin) for (const name of ['authorization', 'cookie']) headers.delete(name);
      if (reply.status === 303 ? method !== 'HEAD' : reply.status < 303 && method === 'POST') {
        method = 'GET';
        headers.delete('content-type');
        body = () => Promise.resolve(new Uint8Array());
      }
      url = target.href;
    }
  };
}

/** What a `fetch` hands up for a reply, or throws where it stops before its headers. */
export async function toResponse(reply: Reply, method: string, signal: AbortSignal): Promise<Response> {
  const { status, headers, body, length, stop, done } = reply;
  if (stop?.at === 'headers') {
    if (stop.by === 'hang') await aborted(signal).finally(done);
    done();
    throw new TypeError('fetch failed', { cause: loss(stop.by) });
  }
  if (stop?.by !== 'hang') done();
  if (length !== undefined && hasBody('', status)) headers.set('content-length', String(length));
  if (!hasBody(method, status)) return new Response(null, { status, headers });
  const whole = stop === undefined && body.length <= 1;
  return new Response(whole ? (body[0] ?? new Uint8Array()) : streamOf(reply, signal), { status, headers });
}

function streamOf({ body, stop, done }: Reply, signal: AbortSignal): ReadableStream<Uint8Array> {
  const pieces = body.values();
  const gone = new AbortController();
  const givenUp = stop?.by === 'hang' ? Promise.race([aborted(signal), aborted(gone.signal)]).finally(done) : undefined;
  givenUp?.catch(() => undefined);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      signal.throwIfAborted();
      const next = pieces.next();
      if (!next.done) return controller.enqueue(next.value);
      if (!stop) return controller.close();
      await givenUp;
      throw new TypeError('terminated', { cause: loss(stop.by) });
    },
    cancel() {
      gone.abort();
    },
  });
}

/** Rejects when `signal` is aborted, with its reason. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function failed(message: string): TypeError {
  return new TypeError('fetch failed', { cause: new Error(message) });
}

function loss(by: string): Error {
  return by === 'reset'
    ? Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' })
    : Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
}
