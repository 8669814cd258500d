import type { Command } from 'commander';
import type { AnyClient, App } from '../../cli/app.ts';
import { EXIT, EXIT_CODES } from '../../cli/app.ts';
import { addCommonOptions, type CommonOptions, clientOf } from '../../cli/common.ts';
import { firstLine } from '../../cli/failure.ts';
import { linesOf } from '../../cli/inputs.ts';
import { jsonText, print } from '../../cli/output.ts';
import { colour } from '../../cli/style.ts';
import { safe } from '../../common/safe.ts';
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
    .argument('<id>', 'The identifier of the integration; `-` reads one a line from standard input.')
    .option('--json', 'Print the findings as JSON; of many, a line for each.');
  addCommonOptions(command, app);
  command.addHelpText('after', `\n${EXIT_CODES}`);
  command.action(async (id: string, options: CommonOptions & { readonly json?: boolean }) => {
    const client = (await clientOf(app, options)) as AnyClient & HoodClient;
    if (id === '-') return checkMany(client, options.json === true);
    const findings = checkSettings(await client.getIntegration({ id }));
    if (options.json) await print(`${jsonText(findings, 2)}\n`);
    else await print(inWords(findings));
    if (failed(findings)) process.exitCode = EXIT.api;
  });
}

/** A check that cannot be made is an error of that one; the rest goes on. */
async function checkMany(client: HoodClient, json: boolean): Promise<void> {
  const inputs = (async function* () {
    for await (const id of linesOf(() => process.stdin)) yield { id };
  })();
  for await (const { input, data, error } of client.each('getIntegration', inputs)) {
    const { id } = input;
    if (error) {
      process.stderr.write(`${safe(`${id}: ${firstLine(error)}`)}\n`);
      process.exitCode = EXIT.api;
      continue;
    }
    const findings = checkSettings(data);
    await print(json ? `${jsonText({ id, findings })}\n` : `${safe(id)}\n${inWords(findings)}`);
    if (failed(findings)) process.exitCode = EXIT.api;
  }
}

function failed(findings: readonly SettingFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

function inWords(findings: readonly SettingFinding[]): string {
  return findings.length === 0 ? 'The settings are as the provider describes them.\n' : table(findings);
}

function table(findings: readonly SettingFinding[]): string {
  const width = Math.max(...findings.map(({ setting }) => setting.length));
  const messageWidth = Math.max(30, (process.stdout.columns ?? 100) - width - 11);
  return findings
    .map(({ severity, setting, message }) => {
      const label = colour(process.stdout, severity === 'error' ? 'red' : 'yellow', severity.padEnd(7));
      const lines = wrap(safe(message), messageWidth).join(`\n${' '.repeat(width + 11)}`);
      return `${label}  ${safe(setting).padEnd(width)}  ${lines}\n`;
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
