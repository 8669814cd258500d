import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { isJsonType } from '../common/json.ts';
import type { Operation } from '../contract.ts';
import { fieldsOf } from '../openapi/components.ts';
import { getString } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import { commandName } from '../openapi/names.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { holdsSecrets } from '../openapi/sensitive.ts';
import { UsageError } from './app.ts';
import { plain } from './plain.ts';
import { readJson, valueType } from './values.ts';

interface Described {
  readonly model: Model;
  readonly operation: OperationModel;
  readonly entry: Operation;
}

interface Field {
  readonly name: string;
  readonly flag: string;
  readonly required: boolean;
  readonly option: Option;
}

/** Adds the options of a body, whole and by its properties. Returns what makes the body of what was typed. */
export function addBody(
  command: Command,
  { model, operation, entry }: Described,
): (values: Readonly<Record<string, unknown>>) => unknown {
  const { body } = operation;
  if (!body || !entry.body) return () => undefined;
  const secret = holdsSecrets(model.document, body.content.schema);
  const how = secret
    ? 'A file with the JSON, since arguments can be read by other programs; `-` is standard input.'
    : 'JSON, or @FILE for the JSON in a file; `-` is standard input.';
  const whole = new Option(
    secret ? '--body <file>' : '--body <json>',
    `${plain(body.description ?? '')} ${how}`.trim(),
  );
  command.addOption(whole.argParser((text) => readBody(text, secret)));
  const fields = isJsonType(body.content.contentType) ? addFields(command, model, body.content.schema) : [];
  return (values) => {
    const given = fields.filter(({ option }) => values[option.attributeName()] !== undefined);
    const { body: typed } = values;
    if (typed !== undefined && given.length > 0)
      throw new UsageError(`Give the body with --body, or by its properties (${given[0]!.flag}), not both.`);
    if (given.length === 0) {
      if (typed === undefined && body.required)
        throw new UsageError(
          `A body is needed. Give it with --body${fields.length > 0 ? `, or by ${listOf(fields)}` : ''}.`,
        );
      return typed;
    }
    const missing = fields.filter((field) => field.required && !given.includes(field));
    if (missing.length > 0) throw new UsageError(`The body is not whole. Add ${listOf(missing)}.`);
    return Object.fromEntries(given.map(({ name, option }) => [name, values[option.attributeName()]]));
  };
}

function listOf(fields: readonly Field[]): string {
  return fields.map(({ flag }) => flag).join(', ');
}

/** An option for each property. What can hold a secret is read from a file. */
function addFields(command: Command, { document, schemas }: Model, schema: unknown): Field[] {
  const taken = new Set(command.options.map(({ long }) => long));
  return [...fieldsOf(schemas, schema).values()].flatMap(({ name, schema: property, required }): Field[] => {
    const secret = holdsSecrets(document, property);
    const plainName = commandName(name) + (secret ? '-file' : '');
    const flag = [`--${plainName}`, `--body-${plainName}`].find((each) => !taken.has(each) && !RESERVED.has(each));
    if (flag === undefined) return [];
    taken.add(flag);
    const words = plain(getString(document.follow(property), 'description') ?? '');
    const type = valueType(document, property);
    const option = secret
      ? new Option(`${flag} <file>`, `${words} A file with the JSON; \`-\` is standard input.`).argParser(
          readFileOf(flag),
        )
      : new Option(`${flag} <${type.hint}>`, [words, ...type.notes].join(' ')).argParser(type.parse);
    command.addOption(option);
    return [{ name, flag, required, option }];
  });
}

/** Options that are added later. */
const RESERVED: ReadonlySet<string> = new Set(
  'yes all reveal curl emulate verbose token token-file base-url timeout retries help version'
    .split(' ')
    .map((name) => `--${name}`),
);

function readBody(text: string, secret: boolean): unknown {
  const inline = /^\s*[[{"]/.test(text);
  if (secret && inline)
    throw new UsageError(
      'This body can hold secrets, and every program on this machine can read an argument. Put it in a file and name that, or write `-` and give it on standard input.',
    );
  const named = secret || text.startsWith('@') || text === '-';
  return named ? readFileOf('--body')(text.replace(/^@/, '')) : readJson(text);
}

function readFileOf(flag: string): (path: string) => unknown {
  return (path) => readJson(readText(flag, path));
}

/** What stands in the file that an option names, or on standard input. */
export function readText(flag: string, path: string): string {
  try {
    // Some editors begin a file with a mark that is no text.
    return readFileSync(path === '-' ? 0 : path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(
      `The file of ${flag} cannot be read (${(error as NodeJS.ErrnoException).code}). Check its name.`,
    );
  }
}
