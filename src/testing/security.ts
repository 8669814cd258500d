import type { Contract, SecuritySchemeObject } from './document.ts';
import { cookieOf } from './parameters.ts';
import type { Operation } from './routes.ts';

export interface Access {
  /** The credentials as they were sent; requests with the same ones share an account. */
  readonly account: string;
  /** Why the request is refused. */
  readonly problem?: string;
}

/** Reads a request's credentials and decides whether they meet one of the operation's alternatives. */
export function readAccess(
  contract: Contract,
  { security }: Operation,
  request: { readonly url: URL; readonly headers: Headers },
  token: string | undefined,
): Access {
  const schemes = contract.root.components?.securitySchemes ?? {};
  const credentials = new Map<string, string | true | undefined>();
  for (const name of security.flatMap((requirement) => Object.keys(requirement))) {
    if (!Object.hasOwn(schemes, name))
      throw new TypeError(`Expected \`contract\` to describe the security scheme \`${name}\`.`);
    credentials.set(name, credentialOf(contract.resolve(schemes[name]!), request));
  }
  const account = [...credentials.values()].filter((credential) => typeof credential === 'string').join(' ');
  const met = (name: string): boolean => {
    const credential = credentials.get(name);
    return credential === true || (Boolean(credential) && (token === undefined || credential === token));
  };
  if (security.length === 0 || security.some((alternative) => Object.keys(alternative).every(met))) return { account };
  const wanted = [...credentials.keys()].map((name) => `\`${name}\``).join(' or ');
  return { account, problem: `Expected ${account ? 'another credential' : 'a credential'} for ${wanted}.` };
}

/** `true` for a credential that is not in the request, a client certificate. */
function credentialOf(
  scheme: SecuritySchemeObject,
  { url, headers }: { url: URL; headers: Headers },
): string | true | undefined {
  const { type, in: location, name = '' } = scheme;
  if (type === 'mutualTLS') return true;
  if (type === 'apiKey') {
    if (location === 'query') return url.searchParams.get(name) ?? undefined;
    return location === 'cookie' ? cookieOf(headers, name) : (headers.get(name) ?? undefined);
  }
  const [word = '', ...rest] = (headers.get('authorization') ?? '').split(' ');
  // OAuth 2 and OpenID Connect send their tokens as bearer tokens do.
  return word.toLowerCase() === (scheme.scheme ?? 'bearer').toLowerCase() ? rest.join(' ').trim() : undefined;
}

/** The value of WWW-Authenticate: how to be let in, by each of the operation's schemes; empty where it has none. */
export function challengesOf(contract: Contract, { security }: Operation): string {
  const schemes = contract.root.components?.securitySchemes ?? {};
  const challenges = security.flatMap(Object.keys).flatMap((name) => {
    const { type, scheme = 'bearer' } = schemes[name] ? contract.resolve(schemes[name]) : { type: 'mutualTLS' };
    if (type === 'mutualTLS') return [];
    // HTTP has no word for keys, but its grammar allows any.
    const word = type === 'apiKey' ? 'ApiKey' : scheme.replace(/^\w/, (letter) => letter.toUpperCase());
    return word === 'Bearer' ? [word] : [`${word} realm="${name.replace(/[^\w .-]/g, '-')}"`];
  });
  return [...new Set(challenges)].join(', ');
}
