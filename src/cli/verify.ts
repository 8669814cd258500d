import { type Command, Option } from 'commander';
import type { Source } from '../evidence/gather.ts';
import { modelOfNormal } from '../openapi/model.ts';
import { FORMATS, type Format } from '../verify/report.ts';
import { type App, UsageError } from './app.ts';
import { addConnectionOptions, type ConnectionOptions, clientOf } from './common.ts';
import { print } from './output.ts';

type VerifyOptions = Source & ConnectionOptions & { readonly format: Format; readonly keepIds?: boolean };

const VERIFY_EXIT_CODES = `Exit codes:
  0    something is confirmed, and nothing contradicted
  1    something is contradicted
  2    the command or an option is wrong; nothing was sent
  3    nothing could be checked`;

/** Adds the command that compares what the API does with what the contract says of it. */
export function addVerify(program: Command, app: App): void {
  const command = program
    .command('verify')
    .summary('Check whether the contract is true')
    .description(
      'Compares answers of the API with all that the documentation says of them, and tells what is confirmed, what is contradicted and what is unknown. It calls nothing that changes something unless --allow names it, and prints no value of an answer.',
    )
    .option('--live', 'Call the API itself, after asking.')
    .option('--max-calls <count>', 'How many calls --live may make. Default: 30.')
    .addOption(
      new Option(
        '--allow <operation>',
        'An operation that may be called although it changes something; may be repeated.',
      )
        .argParser((name: string, names: readonly string[]) => [...names, name])
        .default([], 'none'),
    )
    .option('--yes', 'Call without asking.')
    .option('--har <file>', 'Read traffic that a browser or a proxy recorded.')
    .addOption(new Option('--format <format>', 'How the report is written.').choices(FORMATS).default('text'))
    .option('--keep-ids', 'Name the identifiers that were called for.');
  addConnectionOptions(command, app);
  command.addHelpText('after', `\n${VERIFY_EXIT_CODES}`);
  command.action((options: VerifyOptions) => verify(app, options));
}

async function verify(app: App, options: VerifyOptions): Promise<void> {
  const [{ EvidenceError }, { check }] = await Promise.all([
    import('../evidence/error.ts'),
    import('../evidence/check.ts'),
  ]);
  const { contract, document, handlers, environment } = app;
  const baseUrl = options.baseUrl ?? process.env[environment.baseUrl];
  const subject = {
    ...{ contract, document, model: modelOfNormal(document), ...(handlers && { handlers }) },
    servers: [...contract.servers, ...(baseUrl ? [baseUrl] : [])],
    createClient: (more: object) => clientOf(app, options, more),
  };
  try {
    const { text, code } = await check(options, subject, options, () => undefined);
    await print(text);
    process.exitCode = code;
  } catch (error) {
    throw error instanceof EvidenceError ? new UsageError(error.message) : error;
  }
}
