import type { SecurityScheme } from '../contract.ts';
import type { OpenApiDocument } from './document.ts';
import { entriesOf, get, getString, isObject, type Json } from './json.ts';
import { escapeKey } from './pointer.ts';

/** The security schemes of a document, by name; what is none is told. */
export function readSecuritySchemes(document: OpenApiDocument): ReadonlyMap<string, SecurityScheme> {
  const schemes = new Map<string, SecurityScheme>();
  for (const [name, value] of entriesOf(get(document.root, 'components'), 'securitySchemes')) {
    const scheme = readScheme(document.follow(value));
    const pointer = `/components/securitySchemes/${escapeKey(name)}`;
    if (!scheme) document.warn(pointer, 'is no security scheme');
    else {
      if (!isServed(scheme)) document.warn(pointer, `asks for ${nameOf(scheme)}, which no client can be given`);
      schemes.set(name, scheme);
    }
  }
  return schemes;
}

function readScheme(scheme: Json | undefined): SecurityScheme | undefined {
  const type = getString(scheme, 'type');
  if (type === 'http') return { type, scheme: getString(scheme, 'scheme') ?? '' };
  if (type === 'apiKey') {
    const place = (['query', 'header', 'cookie'] as const).find((each) => each === getString(scheme, 'in'));
    const name = getString(scheme, 'name');
    return place && name !== undefined ? { type, in: place, name } : undefined;
  }
  return type === 'oauth2' || type === 'openIdConnect' || type === 'mutualTLS' ? { type } : undefined;
}

/** Whether a credential of this kind can be given and sent. */
export function isServed(scheme: SecurityScheme): boolean {
  if (scheme.type === 'http') return ['basic', 'bearer'].includes(scheme.scheme.toLowerCase());
  return scheme.type !== 'mutualTLS';
}

function nameOf(scheme: SecurityScheme): string {
  return scheme.type === 'http' ? `HTTP authentication by \`${scheme.scheme}\`` : 'a client certificate';
}

/** The alternatives of `security`, of which one must be met: each the names of the schemes that it asks for together. */
export function readSecurity(value: unknown): string[][] {
  return Array.isArray(value)
    ? value.map((alternative) => (isObject(alternative) ? Object.keys(alternative) : []))
    : [];
}
