import type { Contract, SecurityScheme } from '../../src/contract.ts';
import { entriesOf, get, getArray, getString, type Json, type OpenApiDocument } from './document.ts';
import type { OperationModel } from './operations.ts';
import { sensitiveSchemas } from './sensitive.ts';

/** The table that the runtime works by. */
export function contractOf(document: OpenApiDocument, operations: readonly OperationModel[]): Contract {
  const info = get(document.root, 'info');
  const limits = operations.flatMap(({ rateLimit }) => (rateLimit ? [[rateLimit.class, rateLimit] as const] : []));
  return {
    info: { title: getString(info, 'title') ?? '', version: getString(info, 'version') ?? '' },
    servers: getArray(document.root, 'servers').flatMap((server) => serverUrl(server)),
    securitySchemes: Object.fromEntries(
      entriesOf(get(document.root, 'components'), 'securitySchemes').flatMap(([name, scheme]) => {
        const read = readScheme(document.resolve(scheme, '')?.value);
        if (!read) document.warn(`/components/securitySchemes/${name}`, 'is no security scheme');
        return read ? [[name, read] as const] : [];
      }),
    ),
    rateLimits: Object.fromEntries(limits),
    sensitive: sensitiveSchemas(document),
    operations: Object.fromEntries(operations.map(({ name, entry }) => [name, entry])),
  };
}

/** A URL with the defaults of its variables filled in. */
function serverUrl(server: unknown): string[] {
  const url = getString(server, 'url');
  if (url === undefined) return [];
  const variables = get(server, 'variables');
  return [url.replace(/\{([^}]*)\}/g, (match, name: string) => getString(get(variables, name), 'default') ?? match)];
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
