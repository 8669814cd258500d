import { commandName } from '../../../src/openapi/names.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { shellQuote } from './curl.ts';
import { FILE, type SampleRequest } from './request.ts';

/** A call by the command of this package. */
export function commandSample(
  command: string,
  { command: name }: OperationModel,
  { given, body, secret }: SampleRequest,
): string {
  const words = given.map(({ entry, value }) =>
    entry.in === 'path' ? word(text(value)) : `--${commandName(entry.name)} ${word(text(value))}`,
  );
  const sent =
    body && secret
      ? ['--body body.json']
      : body?.kind === 'json'
        ? [`--body ${shellQuote(JSON.stringify(body.value))}`]
        : body?.kind === 'text'
          ? [`--body ${shellQuote(body.value)}`]
          : body?.kind === 'file'
            ? [`--body @${FILE}`]
            : body
              ? [`--body ${shellQuote(JSON.stringify(Object.fromEntries(body.parts)))}`]
              : [];
  return [command, name, ...words, ...sent].join(' ');
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function word(value: string): string {
  // What begins with a dash would be read as an option.
  return /^[\w.,:@%+/=][\w.,:@%+/=-]*$/.test(value) ? value : shellQuote(value);
}
