import { entriesOf, get, getArray, getString, getStrings, isObject } from '../../../src/openapi/json.ts';
import type { Model } from '../../../src/openapi/model.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { code, linkTo, plain, prose } from '../markdown/text.ts';
import { type Block, present, section, sentences } from './block.ts';
import { deprecatedInWords } from './words.ts';

/** The security schemes of a document as it writes them, by name. */
export function schemesOf({ document }: Model): ReadonlyMap<string, unknown> {
  const schemes = entriesOf(get(document.root, 'components'), 'securitySchemes');
  return new Map(schemes.map(([name, scheme]) => [name, document.follow(scheme)]));
}

/** What an operation asks for: each alternative with its scopes, `page` being where schemes are described. */
export function securityBlocks(model: Model, { source }: OperationModel, page: string): Block[] {
  const requirements = get(source, 'security') ?? get(model.document.root, 'security');
  if (!Array.isArray(requirements)) return [];
  const schemes = schemesOf(model);
  const ways = requirements.filter(isObject).map((requirement) => {
    const parts = Object.keys(requirement).map((name) => {
      const scopes = getStrings(requirement, name).map((scope) => code(scope));
      const asked = scopes.length > 0 ? ` With the scope${scopes.length > 1 ? 's' : ''} ${scopes.join(', ')}.` : '';
      return `${schemeInWords(name, schemes.get(name))}${asked}`;
    });
    return parts.length === 0 ? 'No credential.' : parts.join(' And: ');
  });
  const more = schemes.size > 0 ? ` More: [authentication](${page}).` : '';
  if (ways.length < 2) return present(`${ways[0] ?? 'None is needed.'}${ways[0] ? more : ''}`);
  return present(`One of these.${more}`, ways.map((way) => `- ${way}`).join('\n'));
}

function schemeInWords(name: string, scheme: unknown): string {
  const type = getString(scheme, 'type');
  const kind = getString(scheme, 'scheme')?.toLowerCase();
  const header = code(`Authorization: ${kind === 'basic' ? 'Basic' : 'Bearer'}`);
  if (type === 'apiKey') {
    const place = getString(scheme, 'in') ?? '';
    const where = place === 'query' ? 'query parameter' : place;
    return `An API key, in the ${plain(where)} ${code(getString(scheme, 'name') ?? name)}.`;
  }
  if (type === 'http' && kind === 'basic') return `User name and password, in ${header}.`;
  if (type === 'http' && kind === 'bearer') {
    const format = getString(scheme, 'bearerFormat');
    return `A token${format === undefined ? '' : ` (${plain(format)})`}, in ${header}.`;
  }
  if (type === 'http') return `HTTP authentication by ${code(getString(scheme, 'scheme') ?? '')}.`;
  if (type === 'oauth2') return `An access token of OAuth 2.0, in ${header}.`;
  if (type === 'openIdConnect') return `A token by OpenID Connect, as ${code(name)} describes it.`;
  return type === 'mutualTLS'
    ? 'A client certificate.'
    : `${code(name)}, of which the document does not say what it is.`;
}

const FLOWS: Readonly<Record<string, string>> = {
  implicit: 'Implicit',
  password: 'Password of the resource owner',
  clientCredentials: 'Client credentials',
  authorizationCode: 'Authorization code',
  deviceAuthorization: 'Device authorization',
};
const URLS = {
  authorizationUrl: 'Authorization',
  deviceAuthorizationUrl: 'Device',
  tokenUrl: 'Token',
  refreshUrl: 'Refresh',
};

/** All schemes: what each is, its flows and its scopes. */
export function authenticationBlocks(model: Model): Block[] {
  return [...schemesOf(model)].flatMap(([name, scheme]) => {
    const openId = getString(scheme, 'openIdConnectUrl');
    return section(2, code(name), [
      ...present(
        schemeInWords(name, scheme),
        prose(getString(scheme, 'description') ?? ''),
        openId && `${linkTo('Configuration', openId)}.`,
        deprecatedInWords(scheme),
        sourceInWords(scheme),
      ),
      ...entriesOf(scheme, 'flows').flatMap(([flow, value]) => flowBlocks(flow, value)),
    ]);
  });
}

function flowBlocks(flow: string, value: unknown): Block[] {
  const rows = Object.entries(URLS).flatMap(([key, words]) => {
    const url = getString(value, key);
    return url === undefined ? [] : [[words, linkTo(url, url)]];
  });
  const scopes = entriesOf(value, 'scopes').map(([scope, about]) => [code(scope), prose(String(about ?? ''))]);
  return section(3, FLOWS[flow] ?? plain(flow), [
    { kind: 'table', head: ['Address', 'Where it is'], rows },
    { kind: 'table', head: ['Scope', 'What it allows'], rows: scopes },
  ]);
}

/** Where a document, or an operation, is served. */
export function serverBlocks(owner: unknown): Block[] {
  return getArray(owner, 'servers').flatMap((server): Block[] => {
    const url = getString(server, 'url');
    if (url === undefined) return [];
    const relative =
      /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('{') ? '' : 'It is relative to where the document is served.';
    const about = getString(server, 'description');
    const variables = entriesOf(get(server, 'variables') ? server : {}, 'variables').map(([name, variable]) => [
      code(name),
      code(getString(variable, 'default') ?? ''),
      getArray(variable, 'enum')
        .map((value) => code(String(value)))
        .join(', '),
      prose(getString(variable, 'description') ?? ''),
    ]);
    return present(sentences(`${code(url)}${about === undefined ? '' : `: ${prose(about)}`}`, relative), {
      kind: 'table',
      head: ['Variable', 'Default', 'Values', 'Description'],
      rows: variables,
    });
  });
}
