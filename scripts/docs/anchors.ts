import { getString } from '../../src/openapi/json.ts';
import { decodeFragment, escapeKey } from '../../src/openapi/pointer.ts';
import { PLACEHOLDER, renderMarkdown } from './html/render.ts';
import { escapeHtml } from './html/text.ts';
import { prose } from './markdown/text.ts';
import { baseOf, headingSlug } from './names.ts';
import type { Site } from './site.ts';

/** Where on the site stands what a fragment names. */
export type Anchors = (fragment: string) => Place | undefined;

interface Place {
  /** Without an ending. */
  readonly page: string;
  /** The address within it, where it is not the whole. */
  readonly id?: string | undefined;
}

/**
 * What descriptions lead to: the addresses that Redoc gives to operations, tags, headings and schemas, since most of them
 * were written for it, JSON pointers, and headings of what the document says of itself.
 */
export function anchorsOf({ info, operations, groups, schemas }: Site): Anchors {
  const { headings } = renderMarkdown(prose(getString(info, 'description') ?? '', 2));
  const own = new Set(headings.map(({ slug }) => slug));
  const tags = new Map(groups.map(({ name, slug }) => [headingSlug(name), { page: 'operations', id: slug }]));
  const paths = new Map(
    operations.flatMap(({ model, path }) => {
      const place = `paths/${escapeKey(model.path)}/${model.method.toLowerCase()}`;
      return [model.id, model.name, place].map((name) => [name, { page: path }] as const);
    }),
  );
  return (fragment) => {
    const [, kind, name] = /^(?:.*\/)?(operation|paths|section|schemas?|tag)\/(.+)$/.exec(fragment) ?? [];
    if (kind === 'operation') return paths.get(name!);
    if (kind === 'paths') return paths.get(`paths/${name}`);
    if (kind === 'tag') return tags.get(headingSlug(name!));
    const schema = kind?.startsWith('schema') ? schemas.get(name!) : undefined;
    const last = headingSlug((kind === 'section' ? name! : fragment).split('/').at(-1)!);
    return schema ?? (own.has(last) ? { page: 'index', id: last } : undefined);
  };
}

function addressIn({ page, id }: Place, path: string, ending: string): string {
  return `${baseOf(path)}${page}.${ending}${id === undefined ? '' : `#${encodeURIComponent(id)}`}`;
}

/** A page whose texts lead to where fragments of theirs stand: on the page, on another, or nowhere, which is no link. */
export function withAnchors(html: string, path: string, anchors: Anchors): string {
  if (!html.includes(`"${PLACEHOLDER}`)) return html;
  const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
  const link = new RegExp(`<a href="${PLACEHOLDER}([^"]*)"([^>]*)>([\\s\\S]*?)</a>`, 'g');
  return html.replace(link, (_, fragment: string, more: string, inner: string) => {
    const name = decodeFragment(fragment.replaceAll('&amp;', '&').replaceAll('&#39;', "'"));
    if (ids.has(escapeHtml(name))) return `<a href="#${fragment}"${more}>${inner}</a>`;
    const place = anchors(name);
    return place ? `<a href="${escapeHtml(addressIn(place, path, 'html'))}"${more}>${inner}</a>` : inner;
  });
}

/** The same for Markdown, as far as it is sure that a fragment is none of the file's own. */
export function withAnchorsInMarkdown(text: string, path: string, anchors: Anchors): string {
  return text.replace(/\]\(#([^)\s]*\/[^)\s]*)\)/g, (link, fragment: string) => {
    const place = anchors(decodeFragment(fragment));
    // Schemas are in the file itself, or in one that says where.
    if (!place || place.page.startsWith('schemas')) return link;
    // The list of operations is a part of the first file.
    const page = place.page === 'operations' ? 'index' : place.page;
    return `](${addressIn({ ...place, page }, path, 'md')})`;
  });
}
