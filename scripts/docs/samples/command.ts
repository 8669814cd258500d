import { commandName } from '../../../src/openapi/names.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { FILE, type SampleBody } from './body.ts';
import { shellQuote } from './curl.ts';
import type { SampleRequest } from './request.ts';

/** A call by the command of this package. */
export function commandSample(
  command: string,
  { command: name }: OperationModel,
  { given, body, secret }: SampleRequest,
): string {
  const words = given.map(({ entry, value }) =>
    entry.in === 'path' ? word(text(value)) : `--${commandName(entry.name)} ${word(text(value))}`,
  );
  const line = [command, name, ...words].join(' ');
  if (!body) return line;
  // What stands in the arguments of a program is read by every other one.
  if (secret && body.kind === 'json') return `${line} --body - <<'JSON'\n${JSON.stringify(body.value, null, 2)}\nJSON`;
  return `${line} --body ${secret ? 'body.json' : bodyWord(body)}`;
}

function bodyWord(body: SampleBody): string {
  if (body.kind === 'file') return `@${FILE}`;
  if (body.kind === 'text') return shellQuote(body.value);
  return shellQuote(JSON.stringify(body.kind === 'json' ? body.value : Object.fromEntries(body.parts)));
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function word(value: string): string {
  // What begins with a dash would be read as an option.
  return /^[\w.,:@%+/=][\w.,:@%+/=-]*$/.test(value) ? value : shellQuote(value);
}
