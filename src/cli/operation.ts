import { type Command, Option } from 'commander';
import type { Operation, Parameter } from '../contract.ts';
import { getString, type Json } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import { commandName } from '../openapi/names.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { type App, EXIT_CODES } from './app.ts';
import { addBody, readText } from './body.ts';
import { addCommonOptions, type CommonOptions } from './common.ts';
import type { Job } from './job.ts';
import { plain } from './plain.ts';
import { valueType } from './values.ts';

/** What a command has beside the parameters of its operation; a parameter of such a name gets its location before it. */
const RESERVED =
  'all yes from skip reveal curl body emulate verbose token token-file base-url timeout retries help version';

/** An operation as the table has it, and as the document describes it. */
export interface Described {
  readonly model: Model;
  readonly operation: OperationModel;
  readonly entry: Operation;
}

/** Adds the command of an operation. `run` does the work, once everything that was typed is read. */
export function addOperation(program: Command, app: App, described: Described, run: (job: Job) => Promise<void>): void {
  const { entry: operation, operation: model } = described;
  const summary = textOf(model.source, 'summary');
  const command = program.command(model.command).summary(summary);
  command.description([summary, textOf(model.source, 'description')].filter((part) => part !== '').join('\n\n'));

  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
  // One value that a call cannot do without may be given many times.
  const many = inPath.length === 1 && !operation.body?.required;
  for (const parameter of inPath) {
    const { source } = parameterOf(described, parameter);
    const sources = many ? ' May be repeated; `-` reads one a line from standard input.' : '';
    command.argument(many ? `[${parameter.name}...]` : `<${parameter.name}>`, textOf(source, 'description') + sources);
  }
  if (many) {
    command.option(
      '--from <file>',
      `Read the values of ${inPath[0]!.name} from a file, one a line; \`-\` is standard input.`,
    );
    command.option('--skip <count>', 'Leave out that many of the values, to go on with an interrupted run.');
  }
  const options = addParameters(command, described);
  const bodyOf = addBody(command, described);
  if (app.confirm?.[model.name] !== undefined) command.option('--yes', 'Do it without being asked.');
  if (operation.pagination) command.option('--all', 'Print the items of all pages, one a line of JSON.');
  command.option('--reveal', 'Print secrets too, which are masked otherwise.');
  command.option('--curl', 'Send nothing; print the equivalent command for curl, without the token.');
  addCommonOptions(command, app);
  command.addHelpText('after', `${limitsOf(app, operation)}\n${EXIT_CODES}`);

  command.action(async (...given: unknown[]) => {
    const values = command.opts() as CommonOptions & Record<string, unknown>;
    const fixed: [Parameter, unknown][] = [...options].flatMap(([parameter, option]) => {
      const value = values[option.attributeName()];
      return value === undefined ? [] : [[parameter, value] as [Parameter, unknown]];
    });
    const paramsOf = (path: readonly string[]): object =>
      assemble(
        operation,
        [...inPath.map((parameter, at) => [parameter, path[at]] as [Parameter, unknown]), ...fixed],
        bodyOf(values),
      );
    const positional = given.slice(0, inPath.length);
    await run({
      app,
      name: model.name,
      operation,
      values,
      many,
      paramsOf,
      given: many ? (positional[0] as string[]) : (positional as string[]),
    });
  });
}

/** One option for each parameter that is not in the path. */
function addParameters(command: Command, described: Described): ReadonlyMap<Parameter, Option> {
  const taken = new Set(RESERVED.split(' '));
  const options = new Map<Parameter, Option>();
  for (const parameter of described.entry.parameters.filter((each) => each.in !== 'path')) {
    const plainName = commandName(parameter.name) + (parameter.sensitive ? '-file' : '');
    const name = taken.has(plainName) ? `${parameter.in}-${plainName}` : plainName;
    taken.add(name);
    const { schema, source } = parameterOf(described, parameter);
    const type = valueType(described.model.document, schema);
    const flag = `--${name}`;
    const words = [textOf(source, 'description'), ...type.notes].join(' ');
    const option = parameter.sensitive
      ? new Option(`${flag} <file>`, `${words} A file with the value; \`-\` is standard input.`)
      : new Option(`${flag} <${type.hint}>`, words);
    option.argParser(parameter.sensitive ? (path) => type.parse(readText(flag, path).trim()) : type.parse);
    command.addOption(parameter.required ? option.makeOptionMandatory() : option);
    options.set(parameter, option);
  }
  return options;
}

/** The one object that a method takes. */
function assemble(operation: Operation, values: readonly (readonly [Parameter, unknown])[], body: unknown): object {
  const params: Record<string, unknown> = {};
  for (const [parameter, value] of values) {
    if (!operation.grouped) params[parameter.name] = value;
    else params[parameter.in] = { ...(params[parameter.in] as object | undefined), [parameter.name]: value };
  }
  if (body !== undefined) params['body'] = body;
  return params;
}

function parameterOf({ operation }: Described, { name, in: location }: Parameter): { source: Json; schema: unknown } {
  const found = operation.parameters.find(({ entry }) => entry.name === name && entry.in === location);
  return found ?? { source: {}, schema: {} };
}

/** Prose of the document, for a terminal. */
function textOf(owner: Json, name: string): string {
  return plain(getString(owner, name) ?? '');
}

function limitsOf({ contract }: App, { rateLimit }: Operation): string {
  const limit = rateLimit === undefined ? undefined : contract.rateLimits[rateLimit];
  if (!limit) return '';
  const windows = limit.windows.map((window) => `${window.limit} in ${window.seconds} s`).join(', ');
  return `\nLimits, which are kept: ${windows}.\n`;
}
