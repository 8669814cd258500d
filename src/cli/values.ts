import { InvalidArgumentError } from 'commander';
import type { DocumentReader } from '../openapi/document.ts';
import type { Json } from '../openapi/json.ts';

/** How the text of an option becomes a value, and what the help says of it. */
export interface ValueType {
  /** What stands for the value in the help. */
  readonly hint: string;
  /** Sentences for the help, beside the description. */
  readonly notes: readonly string[];
  readonly parse: (text: string) => unknown;
}

/** By the schema of a parameter. What the schema does not decide is left to the server. */
export function valueType(document: DocumentReader, declared: unknown): ValueType {
  const schema = document.follow(declared) ?? {};
  const notes = 'default' in schema ? [`Default: ${JSON.stringify(schema['default'])}.`] : [];
  switch (typeOf(schema)) {
    case 'array': {
      const item = valueType(document, schema['items']);
      const parse = (text: string): unknown => text.split(',').map((part) => item.parse(part.trim()));
      return { hint: `${item.hint},…`, notes: [...item.notes, ...notes], parse };
    }
    case 'integer':
    case 'number':
      return { hint: 'number', notes, parse: readNumber };
    case 'boolean':
      return { hint: 'true|false', notes, parse: (text) => among(['true', 'false'], text) === 'true' };
    case 'object':
      return { hint: 'json', notes, parse: readJson };
    default: {
      const choices = schema['enum'];
      if (!Array.isArray(choices)) return { hint: 'text', notes, parse: (text) => text };
      const names = choices.filter((each) => each !== null).map(String);
      return { hint: 'name', notes: [`One of ${names.join(', ')}.`, ...notes], parse: (text) => among(names, text) };
    }
  }
}

function typeOf({ type }: Json): unknown {
  return Array.isArray(type) ? type.find((each) => each !== 'null') : type;
}

function readNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
}

function among(names: readonly string[], text: string): string {
  if (!names.includes(text)) throw new InvalidArgumentError(`Expected one of ${names.join(', ')}.`);
  return text;
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The platform's message quotes the text, which may hold a secret.
    throw new InvalidArgumentError('Expected JSON.');
  }
}
