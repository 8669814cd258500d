import { get, getArray, getObject, getString, parseJson } from '../openapi/json.ts';
import type { Exchange } from '../verify/exchange.ts';
import { EvidenceError } from './error.ts';

/**
 * The exchanges of a HAR file, as browsers and proxies write it, with a server of the API: its origins, and this machine,
 * where a proxy or an emulator may stand. Credentials in it are read past.
 *
 * @throws {EvidenceError} When it is no HAR.
 */
export function exchangesOf(text: string, origins: readonly string[]): Exchange[] {
  const entries = getArray(getObject(parsed(text), 'log'), 'entries');
  return entries.flatMap((entry): Exchange[] => {
    const [request, response] = [getObject(entry, 'request'), getObject(entry, 'response')];
    const [method, url, status] = [getString(request, 'method'), getString(request, 'url'), get(response, 'status')];
    if (method === undefined || url === undefined || !isAnswer(status)) return [];
    if (!URL.canParse(url) || !isOfApi(new URL(url), origins)) return [];
    const headers = headersOf(response);
    const time = Date.parse(getString(entry, 'startedDateTime') ?? '') + Number(get(entry, 'time') ?? 0);
    const body = bodyOf(getObject(response, 'content'));
    const requestBody = getString(getObject(request, 'postData'), 'text');
    return [
      {
        method,
        url,
        requestHeaders: headersOf(request),
        requestBody,
        status,
        headers,
        body,
        time: Number.isNaN(time) ? 0 : time,
      },
    ];
  });
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (Array.isArray(get(get(value, 'log'), 'entries'))) return value;
  } catch {}
  throw new EvidenceError(
    'The file of --har is no HAR: expected JSON with `log.entries`, as browsers and proxies save it.',
  );
}

/** A status of 0 is how browsers write that there was no answer, and 304 that they have it from an earlier one. */
function isAnswer(status: unknown): status is number {
  return Number.isInteger(status) && Number(status) >= 100 && Number(status) < 600 && status !== 304;
}

function isOfApi({ origin, hostname }: URL, origins: readonly string[]): boolean {
  return origins.includes(origin) || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

function headersOf(message: unknown): Headers {
  const headers = new Headers();
  for (const header of getArray(message, 'headers')) {
    const [name, value] = [getString(header, 'name'), getString(header, 'value')];
    // HTTP/2 writes its own fields beside, such as `:method`; a line end is no part of a value.
    if (name !== undefined && value !== undefined && /^[\w!#$%&'*+.^`|~-]+$/.test(name))
      headers.append(name, value.replace(/[^\t\x20-\x7e\x80-\xff]/g, ' '));
  }
  return headers;
}

/** A body that was not recorded, or not to its end, is unknown, not empty. */
function bodyOf(content: unknown): string | undefined {
  const text = getString(content, 'text');
  const size = Number(get(content, 'size'));
  if (text === undefined) return size === 0 ? '' : undefined;
  if (getString(content, 'encoding') === 'base64') return decoded(text);
  const whole = text.replace(/^\uFEFF/, '');
  // Makers count in many ways, so that what is JSON is whole.
  return size > Buffer.byteLength(text) && parseJson(whole) === whole ? undefined : whole;
}

function decoded(text: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
