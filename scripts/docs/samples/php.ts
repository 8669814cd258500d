import { isObject } from '../../../src/openapi/json.ts';
import { FILE } from './body.ts';
import { type SampleRequest, type Secret, type Template, textOf } from './request.ts';

/** A request as a PHP script that needs nothing but PHP's own curl. */
export function phpSample({ method, url, headers, body, answer, mayBeEmpty }: SampleRequest): string {
  const sent = headers.map(([name, value]) => `        ${phpText(textOf(`${name}: `, ...value))},`);
  const fields = postFields(body);
  const lines = [
    '<?php',
    '',
    `$ch = curl_init(${phpText(url)});`,
    'curl_setopt_array($ch, [',
    `    CURLOPT_CUSTOMREQUEST => ${phpString(method)},`,
    ...(method === 'HEAD' ? ['    CURLOPT_NOBODY => true,'] : []),
    '    CURLOPT_RETURNTRANSFER => true,',
    ...(sent.length > 0 ? ['    CURLOPT_HTTPHEADER => [', ...sent, '    ],'] : []),
    ...(fields === undefined ? [] : [`    CURLOPT_POSTFIELDS => ${fields},`]),
    ']);',
    '$body = curl_exec($ch);',
    'if ($body === false) {',
    '    throw new RuntimeException(curl_error($ch));',
    '}',
    '',
    '$status = curl_getinfo($ch, CURLINFO_RESPONSE_CODE);',
    'if ($status < 200 || $status > 299) {',
    '    throw new RuntimeException("$status: $body");',
    '}',
  ];
  if (answer === undefined) return lines.join('\n');
  const read = answer === 'json' ? 'print_r(json_decode($body, true, 512, JSON_THROW_ON_ERROR));' : 'echo $body;';
  return [...lines, '', ...(mayBeEmpty ? ['if ($status !== 204) {', `    ${read}`, '}'] : [read])].join('\n');
}

function postFields(body: SampleRequest['body']): string | undefined {
  if (!body) return undefined;
  if (body.kind === 'json') return `json_encode(${phpLiteral(body.value, '    ')}, JSON_THROW_ON_ERROR)`;
  if (body.kind === 'text') return phpString(body.value);
  if (body.kind === 'file') return `file_get_contents(${phpString(FILE)})`;
  const parts = body.parts.map(([name, value]) => {
    const written = body.files.includes(name) ? `new CURLFile(${phpString(FILE)})` : phpString(value);
    return `        ${phpString(name)} => ${written},\n`;
  });
  return `[\n${parts.join('')}    ]`;
}

/** A value as PHP writes it. An empty object is one of a class: an empty array would be sent as a list. */
export function phpLiteral(value: unknown, indent = ''): string {
  const inner = `${indent}    `;
  const listed = (items: readonly string[]): string =>
    items.length === 0 ? '[]' : `[\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}]`;
  if (Array.isArray(value)) return listed(value.map((item) => phpLiteral(item, inner)));
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return 'new stdClass()';
    const list = listed(entries.map(([key, item]) => `${phpString(key)} => ${phpLiteral(item, inner)}`));
    // Keys that count from 0 would make it a list.
    return entries.every(([key], index) => key === String(index)) ? `(object) ${list}` : list;
  }
  return typeof value === 'string' ? phpString(value) : String(JSON.stringify(value ?? null));
}

/** A text as an expression. */
function phpText(parts: Template): string {
  return parts.map((part) => (typeof part === 'string' ? phpString(part) : phpSecret(part))).join(' . ');
}

function phpSecret({ variable, as }: Secret): string {
  const value = `getenv(${phpString(variable)})`;
  return as === 'text' ? value : `${as === 'url' ? 'rawurlencode' : 'base64_encode'}(${value})`;
}

function phpString(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
