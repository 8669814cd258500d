import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of a test's own, which can fail in every way. */
export class RedisServer implements AsyncDisposable {
  readonly #binary: string;
  readonly #args: readonly string[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'redis-'));
  readonly port: number;
  #child: ChildProcess | undefined;

  private constructor(binary: string, port: number, args: readonly string[]) {
    this.#binary = binary;
    this.#args = args;
    this.port = port;
  }

  static async start(binary: string, ...args: readonly string[]): Promise<RedisServer> {
    const server = new RedisServer(binary, await freePort(), args);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const fixed = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn(this.#binary, [...fixed, '--dir', this.#folder, ...this.#args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout!.on('data', (data) => {
        said += data;
        if (said.includes('Ready to accept connections')) resolve();
      });
      child.on('error', reject);
      child.on('exit', () => reject(new Error(said)));
    });
  }

  /** Answers nothing, and closes nothing. */
  stop(): void {
    this.#child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.#child?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Runs a command as redis-cli would. */
  command(...words: readonly string[]): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    socket.end(`${words.map((word) => `"${word}"`).join(' ')}\r\n`);
    return textOf(socket);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What stands between a client and a server: it can hold everything back, and lead to another server. */
export class Way implements AsyncDisposable {
  readonly #open = new Set<Socket>();
  readonly #listener = createServer((client) => {
    const server = connect(this.#port, '127.0.0.1');
    this.#pass(client, server);
    this.#pass(server, client);
  });
  #port: number;
  /** Milliseconds on each way. */
  delayMs = 0;

  private constructor(port: number) {
    this.#port = port;
  }

  static async to({ port }: RedisServer): Promise<Way> {
    const way = new Way(port);
    way.#listener.listen(0, '127.0.0.1');
    await once(way.#listener, 'listening');
    return way;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#listener.address() as { port: number }).port}`;
  }

  /** From now on everybody is led to another server; connections end. */
  leadTo({ port }: RedisServer): void {
    this.#port = port;
    for (const socket of this.#open) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    this.#listener.close();
  }

  #pass(from: Socket, to: Socket): void {
    from.on('data', (data) => setTimeout(() => to.write(data), this.delayMs));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#open.delete(from);
      to.destroy();
    });
    this.#open.add(from);
  }
}

async function textOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const piece of socket) text += String(piece);
  return text;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
