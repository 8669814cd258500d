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
  try {
    return new URL(url, 'https://localhost').href.replace(/\/$/, '');
  } catch {
    return url;
  }
}

/** The path of a server, without a slash at its end. */
export function basePathOf(url: string): string {
  try {
    return new URL(url, 'http://localhost').pathname.replace(/\/+$/, '');
  } catch {
    return '';
  }
}
