import type { SecurityScheme } from '../contract.ts';
import type { Model } from '../openapi/model.ts';
import type { OperationModel } from '../openapi/operations.ts';
import { cookieOf } from './parameters.ts';

export interface Access {
  /** The credentials as they were sent; requests with the same ones share an account. */
  readonly account: string;
  /** Why the request is refused. */
  readonly problem?: string;
}

/** Reads a request's credentials and decides whether they meet one of the operation's alternatives. */
export function readAccess(
  { securitySchemes }: Model,
  { security }: OperationModel,
  request: { readonly url: URL; readonly headers: Headers },
  token: string | undefined,
): Access {
  const credentials = new Map(
    security.flat().map((name) => [name, credentialOf(securitySchemes.get(name)!, request)] as const),
  );
  const account = [...credentials.values()].filter((credential) => typeof credential === 'string').join(' ');
  const met = (name: string): boolean => {
    const credential = credentials.get(name);
    return credential === true || (Boolean(credential) && (token === undefined || credential === token));
  };
  if (security.length === 0 || security.some((alternative) => alternative.every(met))) return { account };
  const wanted = [...credentials.keys()].map((name) => `\`${name}\``).join(' or ');
  return { account, problem: `Expected ${account ? 'another credential' : 'a credential'} for ${wanted}.` };
}

/** `true` for a credential that is not in the request, a client certificate. */
function credentialOf(
  scheme: SecurityScheme,
  { url, headers }: { url: URL; headers: Headers },
): string | true | undefined {
  if (scheme.type === 'mutualTLS') return true;
  if (scheme.type === 'apiKey') {
    const { in: location, name } = scheme;
    if (location === 'query') return url.searchParams.get(name) ?? undefined;
    return location === 'cookie' ? cookieOf(headers, name) : (headers.get(name) ?? undefined);
  }
  const [word = '', ...rest] = (headers.get('authorization') ?? '').split(' ');
  // OAuth 2 and OpenID Connect send their tokens as bearer tokens do.
  return word.toLowerCase() === wordOf(scheme).toLowerCase() ? rest.join(' ').trim() : undefined;
}

function wordOf(scheme: SecurityScheme): string {
  return scheme.type === 'http' ? scheme.scheme : 'Bearer';
}

/** The value of WWW-Authenticate: how to be let in, by each of the operation's schemes; empty where it has none. */
export function challengesOf({ securitySchemes }: Model, { security }: OperationModel): string {
  const challenges = security.flat().flatMap((name) => {
    const scheme = securitySchemes.get(name);
    if (!scheme || scheme.type === 'mutualTLS') return [];
    // HTTP has no word for keys, but its grammar allows any.
    const word = scheme.type === 'apiKey' ? 'ApiKey' : wordOf(scheme).replace(/^\w/, (letter) => letter.toUpperCase());
    return word === 'Bearer' ? [word] : [`${word} realm="${name.replace(/[^\w .-]/g, '-')}"`];
  });
  return [...new Set(challenges)].join(', ');
}

/** Refuses operations that ask for what the document does not describe: nothing could be said of what they let in. */
export function checkSecurity({ operations, securitySchemes }: Model): void {
  for (const { id, security } of operations) {
    const name = security.flat().find((each) => !securitySchemes.has(each));
    if (name !== undefined)
      throw new TypeError(
        `Expected \`contract\` to describe the security scheme \`${name}\`, which \`${id}\` asks for.`,
      );
  }
}
