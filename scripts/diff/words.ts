import { isObject } from '../../src/openapi/json.ts';
import { harmless } from '../load/error.ts';

const MOST = 80;

export function valueInWords(value: unknown): string {
  if (value === undefined) return 'missing';
  const entries = isObject(value) ? Object.entries(value) : [];
  if (entries.length > 0 && entries.every(([, item]) => typeof item === 'string' && /^[\w -]+$/.test(item)))
    return entries.map(([key, item]) => `${item} for \`${key}\``).join(', ');
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

/** Text of a document in one line, so that it cannot steer the terminal. */
export function oneLine(text: string): string {
  return harmless(text.replace(/\s+/g, ' '));
}
