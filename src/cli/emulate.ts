import { type Command, InvalidArgumentError, Option } from 'commander';
import type { App } from './app.ts';
import { emulated } from './emulated.ts';
import { print } from './output.ts';

interface EmulateOptions {
  readonly port: number;
  readonly limits: boolean;
  readonly rateLimitHeaders: 'contract' | 'ietf';
}

/** Adds the command that serves the emulator, for programs in other processes. */
export function addEmulate(program: Command, app: App): void {
  program
    .command('emulate')
    .summary('Serve an emulator of the API')
    .description(
      'Serves an emulator of the API on the loopback interface, until Ctrl-C: it answers as the documentation says, limits included, and prints one line a request. Any token will do.',
    )
    .option('--port <number>', 'The port to listen on. Default: any free one.', readPort, 0)
    .option('--no-limits', 'Refuse nothing for being too much.')
    .addOption(
      new Option(
        '--rate-limit-headers <dialect>',
        'How answers tell of the limits: as the contract names the headers, or as the IETF fields RateLimit and RateLimit-Policy.',
      )
        .choices(['contract', 'ietf'])
        .default('contract'),
    )
    .action(async ({ port, limits, rateLimitHeaders }: EmulateOptions) => {
      const emulator = await emulated(app, { limits: limits && { headers: rateLimitHeaders } }, (record) => {
        const { status = '-', method, operation = '-', reason } = record;
        const { pathname, search } = new URL(record.url);
        return print(`${status} ${method} ${pathname}${search} ${operation}${reason ? `: ${reason}` : ''}\n`);
      });
      const { listen } = await import('../testing/node.ts');
      const server = await listen(emulator, { port });
      await print(`Listening on ${server.url}\n`);
      await new Promise<void>((resolve) => {
        process.once('SIGINT', resolve);
        process.once('SIGTERM', resolve);
      });
      await server.close();
    });
}

function readPort(text: string): number {
  const port = Number(text);
  if (text.trim() === '' || !(Number.isInteger(port) && port >= 0 && port <= 65_535)) {
    throw new InvalidArgumentError('Expected a number from 0 to 65535.');
  }
  return port;
}
