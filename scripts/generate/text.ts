import { isIdentifier } from '../../src/openapi/names.ts';

/** Everything of a document that becomes text of a program goes through this module, so that none of it becomes code. */

const LINE_ENDS = /[\u2028\u2029]/g;

const MOST_COLUMNS = 110;

/** A value as a literal of JavaScript: on one line where it fits, else an item or a key a line. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return quote(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${propertyKey(key)}: ${literal(item, inner)}`);
  if (parts.length === 0) return `${open}${close}`;
  const pad = open === '{' ? ' ' : '';
  const line = `${open}${pad}${parts.join(', ')}${pad}${close}`;
  if (indent !== '' && !line.includes('\n') && indent.length + line.length < MOST_COLUMNS) return line;
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close}`;
}

/** A string, number, boolean or null as a literal; a string in single quotes, as the rest of the code has them. */
export function quote(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value ?? null);
  const inner = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner.replace(LINE_ENDS, (end) => `\\u${end.charCodeAt(0).toString(16)}`)}'`;
}

/** The key of a property in an object or a type: as it is where that can be read as a name, else quoted. */
export function propertyKey(name: string): string {
  // In an object literal `__proto__: x` sets the prototype; only the computed form defines a property.
  if (name === '__proto__') return "['__proto__']";
  return isIdentifier(name) ? name : quote(name);
}

/** The key of a status in a type: `200` as a number, `4XX` in quotes. */
export function statusKey(status: string): string {
  return /^[1-9]\d*$/.test(status) ? status : propertyKey(status);
}

/** A doc comment of these paragraphs. */
export function docComment(text: string, indent = ''): string {
  const lines = commentText(text).split('\n');
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join('\n')}\n${indent} */\n`;
}

/** Text that cannot end a comment, nor begin a tag that the document did not mean, nor a line of its own. */
export function commentText(text: string): string {
  return text
    .replaceAll('*/', '*\u200b/')
    .replace(/\r\n?/g, '\n')
    .replace(LINE_ENDS, '\n')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
