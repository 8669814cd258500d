import { Command } from 'commander';
import { safe } from '../common/safe.ts';
import { getObject, getString } from '../openapi/json.ts';
import { modelOfNormal } from '../openapi/model.ts';
import { type App, EXIT, EXIT_CODES } from './app.ts';
import { addEmulate } from './emulate.ts';
import { report } from './failure.ts';
import { addOperation } from './operation.ts';
import { plain } from './plain.ts';
import { runOperation } from './run.ts';
import { colour } from './style.ts';
import { addVerify } from './verify.ts';

/** Reads the arguments and does what they say. Returns the code to exit with. */
export async function main(app: App, args: readonly string[]): Promise<number> {
  const program = createProgram(app);
  // A pipe that closes is told to the one who writes; without a listener it would end the process here and now.
  process.stdout.on('error', () => undefined);
  try {
    refuseUnknownHelp(program, args);
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(app, error, args.includes('--verbose'));
  }
}

/** Commander would answer with the help of the whole, and not say why. */
function refuseUnknownHelp(program: Command, [first, name]: readonly string[]): void {
  if (first !== 'help' || name === undefined || name === 'help' || name.startsWith('-')) return;
  if (program.commands.some((command) => command.name() === name || command.aliases().includes(name))) return;
  program.error(`error: unknown command '${name}'`, { code: 'commander.unknownCommand', exitCode: EXIT.usage });
}

function createProgram(app: App): Command {
  const { contract, environment } = app;
  const model = modelOfNormal(app.document);
  const info = getObject(model.document.root, 'info');
  // What stands under headings is for a page: it would bury the commands.
  const [opening = ''] = (getString(info, 'description') ?? '').split(/^#{1,6} /m, 1);
  const program = new Command(app.name)
    .description(`${contract.info.title}\n\n${plain(opening)}`)
    .version(app.version)
    .helpCommand('help [command]', 'Show what a command does')
    .addHelpText(
      'after',
      `\nThe token is read from ${environment.token}. Without one, add --emulate to any command.\n\n${EXIT_CODES}`,
    )
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(safe(withoutValue(text)).replace(/^error:/, colour(process.stderr, 'red', 'error:'))),
    })
    .showHelpAfterError(`See ${app.name} --help.`);
  for (const operation of model.operations) {
    const entry = Object.hasOwn(contract.operations, operation.name) && contract.operations[operation.name];
    if (entry) addOperation(program, app, { model, operation, entry }, runOperation);
  }
  app.extend(program, app);
  addEmulate(program, app);
  addVerify(program, app);
  for (const command of program.commands)
    command.copyInheritedSettings(program).showHelpAfterError(`See ${app.name} ${command.name()} --help.`);
  return program;
}

/** What commander does not know it quotes: a value behind it may be a secret. */
function withoutValue(text: string): string {
  return text.replace(/('--?[^'\s=]+)=.*'/s, "$1=…'");
}
