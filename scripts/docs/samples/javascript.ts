import { literal, quote } from '../../generate/text.ts';
import { FILE, hasFile, type SampleBody } from './body.ts';
import type { SampleRequest, Secret, Template } from './request.ts';

/** A request as a module of JavaScript for Node and any other runtime with `fetch` and `process.env`. */
export function javascriptSample({ method, url, headers, body, answer, mayBeEmpty }: SampleRequest): string {
  const options = [
    ...(method === 'GET' ? [] : [`method: ${quote(method)},`]),
    ...(headers.length === 0
      ? []
      : ['headers: {', ...headers.map(([name, value]) => `  ${key(name)}: ${text(value)},`), '},']),
    ...bodyLines(body),
  ].map((line) => `  ${line}`);
  const lines = [
    ...(hasFile(body) ? ["import { readFile } from 'node:fs/promises';", ''] : []),
    ...(body?.kind === 'form' ? formLines(body) : []),
    ...(options.length === 0
      ? [`const response = await fetch(${text(url)});`]
      : [`const response = await fetch(${text(url)}, {`, ...options, '});']),
    '',
    'if (!response.ok) {',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the template is the sample's.
    '  throw new Error(`${response.status}: ${await response.text()}`);',
    '}',
  ];
  if (answer === undefined) return lines.join('\n');
  const read = `console.log(await response.${answer === 'bytes' ? 'blob' : answer}());`;
  return [...lines, '', ...(mayBeEmpty ? ['if (response.status !== 204) {', `  ${read}`, '}'] : [read])].join('\n');
}

/** A text as an expression. */
function text(parts: Template): string {
  const [only = '', another] = parts;
  if (another === undefined) return typeof only === 'string' ? quote(only) : secret(only);
  const inTemplate = (part: string): string => part.replace(/[\\`$]/g, '\\$&');
  return `\`${parts.map((part) => (typeof part === 'string' ? inTemplate(part) : `\${${secret(part)}}`)).join('')}\``;
}

function secret({ variable, as }: Secret): string {
  const value = `process.env.${variable}`;
  return as === 'text' ? value : `${as === 'url' ? 'encodeURIComponent' : 'btoa'}(${value})`;
}

function bodyLines(body: SampleRequest['body']): string[] {
  if (!body) return [];
  if (body.kind === 'json') return `body: JSON.stringify(${literal(body.value)}),`.split('\n');
  if (body.kind === 'text') return [`body: ${quote(body.value)},`];
  return [body.kind === 'form' ? 'body: form,' : `body: await readFile(${quote(FILE)}),`];
}

function formLines({ parts, files }: Extract<SampleBody, { kind: 'form' }>): string[] {
  const file = `new Blob([await readFile(${quote(FILE)})]), ${quote(FILE)}`;
  const appended = parts.map(
    ([name, value]) => `form.append(${quote(name)}, ${files.includes(name) ? file : quote(value)});`,
  );
  return ['const form = new FormData();', ...appended, ''];
}

function key(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) ? name : quote(name);
}
