import { get, getString } from '../../../src/openapi/json.ts';
import { linkTo, plain, prose } from '../markdown/text.ts';
import type { SiteOperation } from '../operation.ts';
import type { Site } from '../site.ts';
import { type Block, present, section } from './block.ts';
import type { Context } from './component.ts';
import { isAllKnown } from './known.ts';
import { serverBlocks } from './security.ts';
import { moreInWords } from './words.ts';

/** What a document says of itself; its description keeps its headings. */
export function aboutBlocks({ info }: Site): Block[] {
  return present(prose(getString(info, 'description') ?? '', 2));
}

/** Where the API is, how to authenticate, whom to ask and under which terms. */
export function termsBlocks(site: Site, to: Context['to']): Block[] {
  const { info, model, webhooks, callbacks, links, schemas } = site;
  const { root } = model.document;
  const [contact, license] = [get(info, 'contact'), get(info, 'license')];
  const ways = [getString(contact, 'url'), getString(contact, 'email')].filter((way) => way !== undefined);
  const addresses = ways.map((way) => linkTo(way, way.includes('@') && !way.includes('/') ? `mailto:${way}` : way));
  const who = [plain(getString(contact, 'name') ?? ''), ...addresses].filter((part) => part !== '').join(', ');
  const name = getString(license, 'name') ?? getString(license, 'identifier');
  const url = getString(license, 'url');
  const terms = getString(info, 'termsOfService');
  const pages = [
    ['authentication', 'Authentication', model.securitySchemes.size > 0],
    ['webhooks', 'Webhooks', webhooks.length > 0],
    ['callbacks', 'Callbacks', callbacks.length > 0],
    ['links', 'Links', links.length > 0],
    ['schemas', 'Schemas', schemas.size > 0],
    ['known', 'What is known, and how', !isAllKnown(site)],
  ] as const;
  const further = pages.flatMap(([path, words, isThere]) => (isThere ? [`[${words}](${to(path)})`] : []));
  const servers = serverBlocks(root);
  return [
    ...section(2, 'Servers', servers.length > 0 ? servers : 'The document names none: it is served where the API is.'),
    ...section(
      2,
      'More',
      further.join(' · '),
      moreInWords(root),
      who && `Contact: ${who}.`,
      name && `Licence: ${url === undefined ? plain(name) : linkTo(name, url)}.`,
      terms && `${linkTo('Terms of service', terms)}.`,
    ),
  ];
}

/** What a tag says of the operations under it. */
export function tagBlocks(source: unknown): Block[] {
  return present(prose(getString(source, 'description') ?? ''), moreInWords(source));
}

/** Operations as a list that leads to their pages. */
export function callBlocks(operations: readonly SiteOperation[], to: Context['to']): Block[] {
  const calls = operations.map(({ title, path, model, callback }) => ({
    ...{ method: model.method, path: callback?.expression ?? model.path, title, address: to(path) },
    deprecated: get(model.source, 'deprecated') === true,
  }));
  return calls.length > 0 ? [{ kind: 'calls', calls }] : [];
}

/** All operations under their tags, and these under what holds several. */
export function groupBlocks({ groups }: Site, to: Context['to'], level: 2 | 3): Block[] {
  return groups.flatMap(({ name, above, source, operations }, index) => {
    const heads = above !== undefined && above !== groups[index - 1]?.above;
    const under = above === undefined ? level : level === 2 ? 3 : 4;
    return [
      ...(heads ? [{ kind: 'heading', level, text: plain(above) } as const] : []),
      ...section(under, plain(name), tagBlocks(source), callBlocks(operations, to)),
    ];
  });
}
