import { escapeHtml } from './text.ts';

/** The pages that every page leads to. */
export interface Navigation {
  /** What the site is called. */
  readonly title: string;
  readonly version: string;
  readonly links: readonly { readonly text: string; readonly path: string; readonly section: string }[];
  readonly stylesheet: string;
  /** Where the site will be, with a slash at its end; undefined where that is not known. */
  readonly address: string | undefined;
}

/** A page without scripts. */
export interface Page {
  /** Its path within the site. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** Which of the sections in the header it belongs to. */
  readonly section: string;
  /** A list of neighbours, where it has any. */
  readonly sidebar?: string;
  readonly main: string;
  /** Whether the text has samples beside it. */
  readonly wide?: boolean;
  /** The same in Markdown, as a path within the site. */
  readonly markdown?: string;
  /** What stands before every path. Default: what leads from the page to the root. */
  readonly base?: string;
  /** Whether search engines should leave it out. */
  readonly hidden?: boolean;
}

/** Pages load their stylesheets and scripts, and nothing that these could ask for. */
const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

export function htmlPage(navigation: Navigation, page: Page): string {
  const base = page.base ?? baseOf(page.path);
  const title = page.title === navigation.title ? page.title : `${page.title} · ${navigation.title}`;
  const lines = [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    headTags(navigation, page, base),
    '</head>',
    '<body>',
    '<a class="skip" href="#main">Skip to the text</a>',
    headerHtml(navigation, page.section, base),
    `<div class="frame${page.sidebar ? '' : ' plain'}${page.wide ? ' wide' : ''}">`,
    ...(page.sidebar ? [`<nav class="sidebar" aria-label="Pages">\n${page.sidebar}\n</nav>`] : []),
    `<main id="main" tabindex="-1">\n${page.main}\n</main>`,
    '</div>',
    footerHtml(base),
    '</body>',
    '</html>',
    '',
  ];
  return lines.join('\n');
}

/** What the head of any page holds beside its title and its policy. */
export function headTags(
  { stylesheet, address }: Navigation,
  page: Pick<Page, 'path' | 'description' | 'markdown' | 'hidden'>,
  base: string,
): string {
  const lines = [
    `<meta name="description" content="${escapeHtml(page.description)}">`,
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<link rel="icon" href="${ICON}">`,
    `<link rel="stylesheet" href="${base}${stylesheet}">`,
  ];
  if (page.hidden) lines.push('<meta name="robots" content="noindex">');
  if (page.markdown !== undefined)
    lines.push(`<link rel="alternate" type="text/markdown" href="${base}${page.markdown}">`);
  if (address !== undefined && !page.hidden)
    lines.push(
      `<link rel="canonical" href="${escapeHtml(new URL(page.path.replace(/^index\.html$/, ''), address).href)}">`,
    );
  return lines.join('\n');
}

/** Without one, a browser asks the server for a favicon. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#0b6a7a"/><path d="M6 4 3 8l3 4M10 4l3 4-3 4" fill="none" stroke="#fff" stroke-width="1.6"/></svg>',
)}`;

export function headerHtml({ title, version, links }: Navigation, section: string, base: string): string {
  const items = links.map(({ text, path, section: own }) => {
    const current = own === section ? ' aria-current="true"' : '';
    return `<a href="${base}${path}"${current}>${escapeHtml(text)}</a>`;
  });
  return [
    '<header class="site-header">',
    `<a class="brand" href="${base}index.html">${escapeHtml(title)} <span class="version">${escapeHtml(version)}</span></a>`,
    `<nav aria-label="Site">${items.join('')}</nav>`,
    '</header>',
  ].join('\n');
}

export function footerHtml(base: string): string {
  const links = [
    ['index.md', 'Markdown'],
    ['llms.txt', 'llms.txt'],
    ['openapi.yaml', 'OpenAPI (YAML)'],
    ['openapi.json', 'OpenAPI (JSON)'],
    ['reference-offline.html', 'One file for offline reading'],
  ];
  return `<footer class="site-footer"><nav aria-label="Downloads">${links.map(([path, text]) => `<a href="${base}${path}">${text}</a>`).join('')}</nav></footer>`;
}

export function baseOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}
