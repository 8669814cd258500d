import { literal, quote } from '../../generate/text.ts';
import { type Credential, FILE, type SampleRequest } from './request.ts';

/** A request as a module of JavaScript for Node and any other runtime with `fetch` and `process.env`. */
export function javascriptSample(request: SampleRequest): string {
  const { method, url, body, answer, mayBeEmpty } = request;
  const options = [
    ...(method === 'GET' ? [] : [`method: ${quote(method)},`]),
    ...block('headers', headerLines(request)),
    ...bodyLines(body),
  ];
  const lines = [
    ...(body?.kind === 'file' ? ["import { readFile } from 'node:fs/promises';", ''] : []),
    ...(body?.kind === 'form' ? formLines(body.parts) : []),
    ...(options.length === 0
      ? [`const response = await fetch(${address(url, request.credentials)});`]
      : [
          `const response = await fetch(${address(url, request.credentials)}, {`,
          ...options.map((line) => `  ${line}`),
          '});',
        ]),
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

function headerLines({ headers, credentials }: SampleRequest): string[] {
  const cookies = credentials.filter((credential) => credential.in === 'cookie');
  return [
    ...credentials
      .filter((credential) => credential.in === 'header')
      .map((credential) => `${key(credential.name)}: ${secret(credential)},`),
    ...cookies.map(
      (credential) => `Cookie: \`${inTemplate(credential.name)}=\${process.env.${credential.variable}}\`,`,
    ),
    ...headers.map(([name, value]) => `${key(name)}: ${quote(value)},`),
  ];
}

function secret({ prefix, encoded, variable }: Credential): string {
  const value = `process.env.${variable}`;
  if (prefix === '') return value;
  return `\`${prefix}\${${encoded ? `btoa(${value})` : value}}\``;
}

function address(url: string, credentials: readonly Credential[]): string {
  const inUrl = credentials.filter((credential) => credential.in === 'query');
  if (inUrl.length === 0) return quote(url);
  const pairs = inUrl.map(
    ({ name, variable }) => `${inTemplate(encodeURIComponent(name))}=\${encodeURIComponent(process.env.${variable})}`,
  );
  return `\`${inTemplate(url)}${url.includes('?') ? '&' : '?'}${pairs.join('&')}\``;
}

function bodyLines(body: SampleRequest['body']): string[] {
  if (!body) return [];
  if (body.kind === 'json') return `body: JSON.stringify(${literal(body.value)}),`.split('\n');
  if (body.kind === 'text') return [`body: ${quote(body.value)},`];
  return [body.kind === 'form' ? 'body: form,' : `body: await readFile(${quote(FILE)}),`];
}

function formLines(parts: readonly (readonly [string, string])[]): string[] {
  return [
    'const form = new FormData();',
    ...parts.map(([name, value]) => `form.append(${quote(name)}, ${quote(value)});`),
    '',
  ];
}

function block(name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${name}: {`, ...lines.map((line) => `  ${line}`), '},'];
}

function key(name: string): string {
  return /^[A-Za-z]\w*$/.test(name) ? name : quote(name);
}

function inTemplate(text: string): string {
  return text.replace(/[\\`$]/g, '\\$&');
}
