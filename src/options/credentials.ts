import { ConfigurationError } from '../common/errors.ts';
import type { SecurityScheme } from '../contract.ts';

/** Where a credential goes, and what stands before it there. */
export interface Placement {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  readonly prefix: string;
}

/** A credential in its place: as it is sent, or the caller's function for it. */
export interface Part extends Placement {
  readonly credential: string | (() => unknown);
  /** What messages call it. */
  readonly source: string;
}

export const BASIC = 'Basic ';

/** Where the credential of a scheme goes; undefined where this client has no way to give it. */
export function placementIn(scheme: SecurityScheme): Placement | undefined {
  if (scheme.type === 'apiKey') return { in: scheme.in, name: scheme.name, prefix: '' };
  const basic = scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic';
  // OAuth 2 and OpenID Connect end in a bearer token too; how it is had is the caller's affair.
  const bearer = scheme.type !== 'http' || scheme.scheme.toLowerCase() === 'bearer';
  if (scheme.type === 'mutualTLS' || !(basic || bearer)) return undefined;
  return { in: 'header', name: 'Authorization', prefix: basic ? BASIC : 'Bearer ' };
}

/** The credential that was given; undefined where there is none. */
export function partOf(placement: Placement | undefined, given: unknown, source: string): Part | undefined {
  if (given === undefined || !placement) return undefined;
  const credential = typeof given === 'function' ? (given as () => unknown) : readCredential(given, source, placement);
  return { ...placement, credential, source };
}

/** What is sent, asked for where a function gives it. */
export async function textOf(part: Part): Promise<string> {
  const { credential, source } = part;
  if (typeof credential === 'string') return credential;
  return readCredential(await credential(), `what the function ${source} returns`, part);
}

/** Printable ASCII: anything else makes `fetch` throw an error that prints the token. */
const TOKEN = /^[!-~]+$/;
/** What was written for Swagger 2 has `Bearer …` as a key. */
const HEADER_KEY = /^[!-~]([ -~]*[!-~])?$/;

/** A credential as it is sent to its place. */
export function readCredential(value: unknown, source: string, placement?: Placement): string {
  const { in: place, prefix = '' } = placement ?? {};
  let expected = 'a non-empty string of printable ASCII characters without ';
  if (prefix === BASIC) {
    const { username, password } = Object(value) as Record<string, unknown>;
    const pair = `${username}:${password}`;
    const strings = typeof username === 'string' && typeof password === 'string';
    // The first colon ends the user name, wherever it stands.
    if (strings && !username.includes(':') && !/^:$|\p{Cc}/u.test(pair)) {
      return prefix + btoa(String.fromCharCode(...new TextEncoder().encode(pair)));
    }
    expected = '`{ username, password }` without control characters, and without a colon in the user name';
  } else {
    const key = place === 'header' && prefix === '';
    const fits = typeof value === 'string' && (key ? HEADER_KEY : TOKEN).test(value);
    if (fits && !(place === 'cookie' && /[,;]/.test(value))) return prefix + value;
    expected += key ? 'line ends, or spaces at its ends' : 'spaces or line ends';
    if (place === 'cookie') expected += ', commas or semicolons';
  }
  throw new ConfigurationError(`Expected ${source} to be ${expected}.`, { code: 'INVALID_TOKEN' });
}

/** The request with its credentials; a copy, where they do not all stand in headers of their own. */
export function withCredentials(request: Request, parts: readonly Part[], texts: readonly string[]): Request {
  return parts.reduce((complete, { in: place, name }, index) => {
    const text = texts[index]!;
    if (place === 'header') {
      complete.headers.set(name, text);
      return complete;
    }
    const url = new URL(complete.url);
    // Not through `searchParams`, which would write the other parameters anew.
    if (place === 'query') {
      const key = `${encodeURIComponent(name)}=`;
      // Some documents list the credential among the parameters too: it is sent once, as in a header.
      const others = url.search
        .slice(1)
        .split('&')
        .filter((part) => part && !part.startsWith(key));
      url.search = [...others, key + encodeURIComponent(text)].join('&');
    }
    const copy = new Request(url, complete);
    const old = copy.headers.get('cookie');
    if (place === 'cookie') copy.headers.set('cookie', `${old ? `${old}; ` : ''}${name}=${text}`);
    return copy;
  }, request);
}

/** Takes the credentials out again: a middleware sees the request after the attempts. */
export function withoutCredentials({ headers }: Request, parts: readonly Part[]): void {
  for (const { in: place, name } of parts) if (place === 'header') headers.delete(name);
}
