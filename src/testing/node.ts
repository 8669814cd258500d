import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refuseUnknown } from './known.ts';
import { hasBody, type Reply } from './reply.ts';
import type { Emulator } from './types.ts';

/** An emulator that listens. */
export interface EmulatorServer extends AsyncDisposable {
  /** What a client takes as its base URL: the origin and the path of the contract's first server. */
  readonly url: string;
  /** Stops listening and ends every connection, those that hang included. */
  close(): Promise<void>;
}

/** The settings of a listening emulator. */
export interface ListenOptions {
  /** Default: 0, any free port. */
  readonly port?: number;
}

/**
 * Serves an emulator over HTTP on the loopback interface, where nothing but this machine can reach it.
 *
 * @throws {TypeError} When the port is no port, or an option is unknown.
 * @throws {Error} When the port is taken.
 * @example
 * await using server = await listen(createEmulator());
 * const response = await fetch(`${server.url}/…`);
 */
export async function listen(emulator: Emulator, options: ListenOptions = {}): Promise<EmulatorServer> {
  if (typeof emulator?.exchange !== 'function')
    throw new TypeError('Expected the first argument of `listen` to be an emulator.');
  refuseUnknown('the options of `listen`', options, ['port']);
  const { port = 0 } = options;
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new TypeError('Expected `port` to be an integer from 0 to 65535.');
  }
  const server = createServer((message, response) => void serve(emulator, message, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken =
        error.code === 'EADDRINUSE' ? `Port ${port} is taken. Choose another, or 0 for any free one.` : undefined;
      reject(taken === undefined ? error : new Error(taken, { cause: error }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      // Closing twice is no error.
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: origin + emulator.basePath, close, [Symbol.asyncDispose]: close };
}

async function serve(emulator: Emulator, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  let over = (): void => undefined;
  response.on('close', () => {
    gone.abort();
    over();
  });
  try {
    const reply = await emulator.exchange({
      method: message.method ?? 'GET',
      url: absolute(message),
      headers: headersOf(message),
      signal: gone.signal,
      body: () => bytesOf(message),
    });
    over = reply.done;
    if (gone.signal.aborted) reply.done();
    else await send(reply, message.method ?? 'GET', response);
  } catch (error) {
    // A client that went away is answered by no one; anything else is a defect that must be seen.
    if (gone.signal.aborted) return;
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error));
  }
}

/** Puts a reply on the wire, as whole or broken as it is described. */
async function send({ status, headers, body, length, stop, done }: Reply, method: string, response: ServerResponse) {
  if (stop?.at !== 'headers') {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (length !== undefined && hasBody('', status)) response.setHeader('content-length', length);
    response.writeHead(status).flushHeaders();
    for (const piece of hasBody(method, status) ? body : []) {
      // One after the other, so that nothing waits behind a slow reader when the connection is cut.
      if (piece.byteLength > 0) await new Promise<void>((resolve) => response.write(piece, () => resolve()));
    }
  }
  if (stop?.by === 'hang') return;
  if (stop?.by === 'reset') response.socket?.resetAndDestroy();
  else if (stop) response.socket?.destroySoon();
  else response.end(done);
}

async function bytesOf(message: IncomingMessage): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of message) pieces.push(piece as Uint8Array);
  return Buffer.concat(pieces);
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at]!, rawHeaders[at + 1]!);
  return headers;
}

/** A request's target is a path as a rule, though a proxy may be sent a whole URL, and OPTIONS a star. */
function absolute({ url = '/', socket }: IncomingMessage): string {
  if (URL.canParse(url)) return url;
  return `http://127.0.0.1:${socket.localPort}${url.startsWith('/') ? url : `/${url}`}`;
}
