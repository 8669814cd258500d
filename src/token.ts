import type { Contract, Operation, SecurityScheme } from './contract.ts';
import { ConfigurationError } from './errors.ts';

/** Where a credential goes, by the contract's security schemes. */
export interface Placement {
  readonly in: 'header' | 'query';
  readonly name: string;
  readonly prefix: string;
}

/** Printable ASCII without spaces: anything else makes `fetch` throw an error that prints the token. */
const TOKEN = /^[\x21-\x7e]+$/;

export function readToken(value: unknown, source = '`token`'): string {
  if (typeof value !== 'string' || !TOKEN.test(value)) {
    const message = `Expected ${source} to be a non-empty string of printable ASCII characters without spaces or line ends.`;
    throw new ConfigurationError(message, { code: 'INVALID_TOKEN' });
  }
  return value;
}

/**
 * Where the one credential of a client goes for an operation: the first alternative that one credential can meet.
 * Undefined where the operation needs none, or only what this client cannot give.
 */
export function placementOf(contract: Contract, operation: Operation): Placement | undefined {
  for (const alternative of operation.security ?? []) {
    const [name, another] = alternative;
    const scheme = name === undefined || another !== undefined ? undefined : contract.securitySchemes[name];
    const placement = scheme && placementIn(scheme);
    if (placement) return placement;
  }
  return undefined;
}

function placementIn(scheme: SecurityScheme): Placement | undefined {
  if (scheme.type === 'apiKey') {
    return scheme.in === 'cookie' ? undefined : { in: scheme.in, name: scheme.name, prefix: '' };
  }
  // OAuth 2 and OpenID Connect end in a bearer token too; how it is had is the caller's affair.
  const bearer = scheme.type !== 'http' || scheme.scheme.toLowerCase() === 'bearer';
  if (scheme.type === 'mutualTLS' || !bearer) return undefined;
  return { in: 'header', name: 'Authorization', prefix: 'Bearer ' };
}

/** Whether an operation cannot be called without a credential. */
export function needsToken(operation: Operation): boolean {
  const alternatives = operation.security ?? [];
  return alternatives.length > 0 && alternatives.every((alternative) => alternative.length > 0);
}

/** The request with the credential in its place, which for a header is the request itself. */
export function withCredential(request: Request, placement: Placement, token: string): Request {
  if (placement.in === 'header') {
    request.headers.set(placement.name, placement.prefix + token);
    return request;
  }
  const url = new URL(request.url);
  url.searchParams.set(placement.name, token);
  return new Request(url, request);
}

/** Takes the credential out again: a middleware sees the request after the attempts. */
export function withoutCredential(request: Request, placement: Placement): void {
  if (placement.in === 'header') request.headers.delete(placement.name);
}
