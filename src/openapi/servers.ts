import { get, getArray, getString } from './json.ts';

/** The URLs of the servers that stand in `owner`, with the defaults of their variables filled in. */
export function serverUrls(owner: unknown): string[] {
  return getArray(owner, 'servers').flatMap((server) => {
    const url = getString(server, 'url');
    if (url === undefined) return [];
    const variables = get(server, 'variables');
    return [url.replace(/\{([^}]*)\}/g, (whole, name: string) => getString(get(variables, name), 'default') ?? whole)];
  });
}

/** Whether two servers are one: written with and without a scheme or a slash at the end, they may be. */
export function samePlace(one: string, other: string): boolean {
  return absolute(one) === absolute(other);
}

function absolute(url: string): string {
  return urlOf(url)?.href.replace(/\/$/, '') ?? url;
}

/** Whether a server is at an origin that none of the document's own is at: no credential goes there by itself. */
export function isElsewhere(server: string | undefined, own: readonly string[]): boolean {
  const origin = server === undefined ? undefined : urlOf(server)?.origin;
  return origin !== undefined && own.every((url) => urlOf(url)?.origin !== origin);
}

/** The path of a server, without a slash at its end. */
export function basePathOf(url: string): string {
  return urlOf(url)?.pathname.replace(/\/+$/, '') ?? '';
}

/** A server as a URL; undefined where it is none. */
export function urlOf(url: string): URL | undefined {
  return URL.canParse(url, 'https://localhost') ? new URL(url, 'https://localhost') : undefined;
}
