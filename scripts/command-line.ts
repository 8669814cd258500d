import { pathToFileURL } from 'node:url';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ROOT } from './project.ts';

/** What was asked for cannot be understood, rather than done. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Parsed<Config extends ParseArgsConfig> = ReturnType<typeof parseArgs<Config>>;

/** Reads a command line and does what it asks for: `--help` with the usage, wrong input with that and exit code 2. */
export async function command<const Config extends ParseArgsConfig>(
  args: readonly string[],
  usage: string,
  config: Config,
  run: (parsed: Parsed<Config>) => number | Promise<number>,
): Promise<number> {
  try {
    const options = { ...config.options, help: { type: 'boolean' } } as const;
    const parsed = read(args, { ...config, options });
    if ((parsed.values as { readonly help?: boolean }).help) {
      process.stdout.write(usage);
      return 0;
    }
    return await run(parsed as Parsed<Config>);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}`);
    return 2;
  }
}

function read<Config extends ParseArgsConfig>(args: readonly string[], config: Config): Parsed<Config> {
  try {
    return parseArgs({ ...config, args: [...args] }) as Parsed<Config>;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** npm starts a script in its own package; the paths on its command line are seen from where npm was called. */
export function seeFromCaller(script: string): void {
  const { INIT_CWD, npm_lifecycle_event: event } = process.env;
  if (event === script && process.cwd() === ROOT && INIT_CWD !== undefined) process.chdir(INIT_CWD);
}

/** Runs a script where it is what was started, and not imported. */
export async function start(url: string, main: (args: readonly string[]) => Promise<number>): Promise<void> {
  if (url !== pathToFileURL(process.argv[1] ?? '').href) return;
  // Who reads may have had enough, as `head` has.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2));
}
