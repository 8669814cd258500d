import { Command } from 'commander';
import { type App, EXIT_CODES } from './app.ts';
import { plain } from './document.ts';
import { addEmulate } from './emulate.ts';
import { report } from './failure.ts';
import { runOperation } from './job.ts';
import { addOperation } from './operation.ts';
import { colour } from './style.ts';

/** Reads the arguments and does what they say. Returns the code to exit with. */
export async function main(app: App, args: readonly string[]): Promise<number> {
  const program = createProgram(app);
  // A pipe that closes is told to the one who writes; without a listener it would end the process here and now.
  process.stdout.on('error', () => undefined);
  try {
    await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return report(app, error, args.includes('--verbose'));
  }
}

function createProgram(app: App): Command {
  const { contract, environment } = app;
  const info = app.document['info'] as { readonly description?: string };
  const program = new Command(app.name)
    .description(`${contract.info.title}\n\n${plain(info.description ?? '')}`)
    .version(app.version)
    .helpCommand('help [command]', 'Show what a command does')
    .addHelpText(
      'after',
      `\nThe token is read from ${environment.token}. Without one, add --emulate to any command.\n\n${EXIT_CODES}`,
    )
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(text.replace(/^error:/, colour(process.stderr, 'red', 'error:'))),
    })
    .showHelpAfterError(`See ${app.name} --help.`);
  for (const name of Object.keys(contract.operations)) addOperation(program, app, name, runOperation);
  app.extend(program, app);
  addEmulate(program, app);
  for (const command of program.commands)
    command.copyInheritedSettings(program).showHelpAfterError(`See ${app.name} ${command.name()} --help.`);
  return program;
}
