import { FILE, type SampleRequest } from './request.ts';

/** A request as a command line of curl, for any POSIX shell. */
export function curlSample({ method, url, headers, credentials, body }: SampleRequest): string {
  const inUrl = credentials.filter((credential) => credential.in === 'query');
  const lines = [
    `curl --fail-with-body --silent --show-error${/[[\]{}]/.test(url) ? ' --globoff' : ''} \\`,
    `  ${method === 'HEAD' ? '--head' : `--request ${method}`} ${address(url, inUrl)}`,
  ];
  const add = (option: string): void => {
    lines.push(`${lines.pop()} \\`, `  ${option}`);
  };
  for (const { in: place, name, prefix, encoded, variable } of credentials) {
    const value = encoded ? `$(printf %s "$${variable}" | base64 | tr -d '\\n')` : `$${variable}`;
    if (place === 'header') add(`--header "${inDouble(`${name}: ${prefix}`)}${value}"`);
    if (place === 'cookie') add(`--cookie "${inDouble(name)}=$${variable}"`);
  }
  for (const [name, value] of headers) add(`--header ${shellQuote(`${name}: ${value}`)}`);
  if (body?.kind === 'json') add(`--data ${shellQuote(JSON.stringify(body.value, null, 2))}`);
  if (body?.kind === 'text') add(`--data-raw ${shellQuote(body.value)}`);
  if (body?.kind === 'file') add(`--data-binary @${FILE}`);
  if (body?.kind === 'form')
    for (const [name, value] of body.parts) add(`--form-string ${shellQuote(`${name}=${value}`)}`);
  return lines.join('\n');
}

function address(url: string, credentials: SampleRequest['credentials']): string {
  if (credentials.length === 0) return shellQuote(url);
  const pairs = credentials.map(({ name, variable }) => `${inDouble(encodeURIComponent(name))}=$${variable}`);
  return `"${inDouble(url)}${url.includes('?') ? '&' : '?'}${pairs.join('&')}"`;
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
