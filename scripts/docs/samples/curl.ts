import { FILE } from './body.ts';
import { type SampleRequest, type Secret, type Template, textOf } from './request.ts';

/** A request as a command line of curl, for any POSIX shell. */
export function curlSample({ method, url, headers, body }: SampleRequest): string {
  const address = shellText(url);
  const options = [method === 'HEAD' ? `--head ${address}` : `--request ${method} ${address}`];
  for (const [name, value] of headers)
    options.push(
      name === 'Cookie' ? `--cookie ${shellText(value)}` : `--header ${shellText(textOf(`${name}: `, ...value))}`,
    );
  if (body?.kind === 'json') options.push(`--data ${shellQuote(JSON.stringify(body.value, null, 2))}`);
  if (body?.kind === 'text') options.push(`--data-raw ${shellQuote(body.value)}`);
  if (body?.kind === 'file') options.push(`--data-binary @${FILE}`);
  if (body?.kind === 'form')
    for (const [name, value] of body.parts)
      options.push(
        body.files.includes(name)
          ? `--form ${shellQuote(`${name}=@${FILE}`)}`
          : `--form-string ${shellQuote(`${name}=${value}`)}`,
      );
  const globs = /[[\]{}]/.test(address) ? ' --globoff' : '';
  return [`curl --fail-with-body --silent --show-error${globs}`, ...options].join(' \\\n  ');
}

/** A word for a shell: without secrets nothing in it is expanded, with them nothing else. */
function shellText(text: Template): string {
  const [only = '', another] = text;
  if (typeof only === 'string' && another === undefined) return shellQuote(only);
  return `"${text.map((part) => (typeof part === 'string' ? inDouble(part) : secretText(part))).join('')}"`;
}

function secretText({ variable, as }: Secret): string {
  return as === 'base64' ? `$(printf %s "$${variable}" | base64 | tr -d '\\n')` : `$${variable}`;
}

/** A word for a shell in which nothing is expanded. */
export function shellQuote(text: string): string {
  // A NUL byte cannot be part of a word; a shell would drop what follows it.
  return `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}

/** Text between double quotes in which nothing is expanded. */
function inDouble(text: string): string {
  return text.replaceAll('\0', '').replace(/[\\"$`]/g, '\\$&');
}
