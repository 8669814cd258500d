import type { Command } from 'commander';
import type { AnyClient, App } from '../../cli/app.ts';
import { EXIT, EXIT_CODES } from '../../cli/app.ts';
import { addCommonOptions, type CommonOptions, clientOf } from '../../cli/common.ts';
import { print } from '../../cli/output.ts';
import { colour } from '../../cli/style.ts';
import { checkSettings, type SettingFinding } from '../check-settings.ts';
import type { HoodClient } from '../client.ts';

/** Adds the command that compares an integration's settings with what its provider describes. */
export function addCheckSettings(program: Command, app: App): void {
  const command = program
    .command('check-settings')
    .summary('Check the settings of an integration')
    .description(
      'Compares the settings of an integration with what its provider describes: required ones that are missing, unknown and deprecated ones, wrong types. Prints no value. Exits with 1 when there is an error.',
    )
    .argument('<id>', 'The identifier of the integration.')
    .option('--json', 'Print the findings as JSON.');
  addCommonOptions(command, app);
  command.addHelpText('after', `\n${EXIT_CODES}`);
  command.action(async (id: string, options: CommonOptions & { readonly json?: boolean }) => {
    const client = (await clientOf(app, options)) as AnyClient & HoodClient;
    const findings = checkSettings(await client.getIntegration({ id }));
    if (options.json) await print(`${JSON.stringify(findings, null, 2)}\n`);
    else await print(findings.length === 0 ? 'The settings are as the provider describes them.\n' : table(findings));
    if (findings.some(({ severity }) => severity === 'error')) process.exitCode = EXIT.api;
  });
}

function table(findings: readonly SettingFinding[]): string {
  const width = Math.max(...findings.map(({ setting }) => setting.length));
  const messageWidth = Math.max(30, (process.stdout.columns ?? 100) - width - 11);
  return findings
    .map(({ severity, setting, message }) => {
      const label = colour(process.stdout, severity === 'error' ? 'red' : 'yellow', severity.padEnd(7));
      const lines = wrap(message, messageWidth).join(`\n${' '.repeat(width + 11)}`);
      return `${label}  ${setting.padEnd(width)}  ${lines}\n`;
    })
    .join('');
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
