import { isObject } from '../../src/openapi/json.ts';
import { harmless } from '../load/error.ts';

const LONGEST = 80;

function valueInWords(value: unknown): string {
  const entries = isObject(value) ? Object.entries(value) : [];
  if (entries.length > 0 && entries.every(([, item]) => typeof item === 'string' && /^[\w -]+$/.test(item)))
    return entries.map(([key, item]) => `${item} for \`${key}\``).join(', ');
  const text = JSON.stringify(value) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What became of one keyword of something. */
export function changeInWords(key: string, of: string, was: unknown, is: unknown): string {
  if (was === undefined) return `\`${key}\` of ${of} was set to ${valueInWords(is)}.`;
  if (is === undefined) return `\`${key}\` of ${of} was removed; it was ${valueInWords(was)}.`;
  return `\`${key}\` of ${of} was ${valueInWords(was)}, is ${valueInWords(is)}.`;
}

/** Text of a document in one line, so that it cannot steer the terminal. */
export function oneLine(text: string): string {
  return harmless(text.replace(/\s+/g, ' '));
}
