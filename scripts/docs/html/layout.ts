import { createHash } from 'node:crypto';
import { addressOf, baseOf } from '../names.ts';
import type { Navigation, Page, Way } from './page.ts';
import type { Heading } from './render.ts';
import { breakable, escapeHtml } from './text.ts';

/** Pages load their stylesheets and scripts, and nothing that these could ask for. */
const POLICY: string =
  "default-src 'none'; script-src 'self'; connect-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

export function htmlPage(navigation: Navigation, page: Page): string {
  const base = page.base ?? baseOf(page.path);
  const title = page.title === navigation.title ? page.title : `${page.title} · ${navigation.title}`;
  const { language } = navigation;
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
    `<body class="${page.kind ?? 'list'}" data-base="${escapeHtml(base)}">`,
    '<a class="skip" href="#main">Skip to the text</a>',
    headerHtml(navigation, page.section, base),
    '<div class="frame">',
    page.sidebar ? `<nav class="sidebar" aria-label="Pages">\n${page.sidebar}\n</nav>` : '',
    `<main id="main" tabindex="-1"${language === 'en' ? '' : ` lang="${escapeHtml(language)}"`}>`,
    crumbsHtml(page, base),
    page.main,
    wayHtml(page, base),
    '</main>',
    page.kind === 'guide' ? contentsHtml(page.contents ?? []) : '',
    '</div>',
    footerHtml(navigation, base),
    '</body>',
    '</html>',
  ];
  return `${lines.filter((line) => line !== '').join('\n')}\n`;
}

/** A page of which nobody knows where it stands: it leads nowhere, and holds its style. */
export function barePage({ title }: Navigation, page: Page, style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(`${page.title} · ${title}`)}</title>`,
    `<meta name="description" content="${escapeHtml(page.description)}">\n<meta name="robots" content="noindex">`,
    `<style>${style}</style>\n</head>`,
    `<body class="list"><div class="frame"><main id="main">\n${page.main}\n</main></div></body>\n</html>\n`,
  ].join('\n');
}

/** The headings of a page that has several. */
export function contentsHtml(headings: readonly Heading[]): string {
  const shown = headings.filter(({ level }) => level === 2);
  if (shown.length < 2) return '';
  const items = shown.map(
    ({ text, slug }) =>
      `<li><a href="#${escapeHtml(encodeURIComponent(slug))}">${text.replace(/<\/?a\b[^>]*>/g, '')}</a></li>`,
  );
  return `<nav class="contents" aria-label="On this page">\n<ul>\n${items.join('\n')}\n</ul>\n</nav>`;
}

function crumbsHtml({ crumbs = [] }: Page, base: string): string {
  if (crumbs.length === 0) return '';
  const links = crumbs.map(
    ([path, text]) => `<li dir="auto"><a href="${base}${escapeHtml(path)}">${escapeHtml(text)}</a></li>`,
  );
  return `<nav class="crumbs" aria-label="Where this is"><ol>${links.join('')}</ol></nav>`;
}

function wayHtml({ before, after }: Page, base: string): string {
  const link = (rel: string, words: string, [path, text]: Way): string =>
    `<a rel="${rel}" href="${base}${escapeHtml(path)}"><span>${words}</span> ${breakable(text)}</a>`;
  const links = `${before ? link('prev', 'Previous', before) : ''}${after ? link('next', 'Next', after) : ''}`;
  return links && `<nav class="way" aria-label="Neighbours">${links}</nav>`;
}

/** What the head of any page holds beside its title and its policy. */
export function headTags(navigation: Navigation, page: Omit<Page, 'section' | 'main'>, base: string): string {
  const { stylesheet, script, address } = navigation;
  const lines = [
    `<meta name="description" content="${escapeHtml(page.description)}">`,
    '<meta name="referrer" content="no-referrer">',
    `<link rel="icon" href="${base}favicon.ico" sizes="32x32">`,
    `<link rel="icon" href="${base}favicon.svg" type="image/svg+xml">`,
    `<link rel="apple-touch-icon" href="${base}apple-touch-icon.png">`,
    `<link rel="stylesheet" href="${base}${stylesheet}">`,
    `<script src="${base}${script}" defer></script>`,
    page.hidden ? '<meta name="robots" content="noindex">' : '',
    page.markdown === undefined
      ? ''
      : `<link rel="alternate" type="text/markdown" href="${base}${escapeHtml(page.markdown)}">`,
    ...(address === undefined || page.hidden ? [] : sharedTags(navigation, page, address)),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** What others show of a page that they link to: it needs absolute addresses. */
function sharedTags(site: Navigation, page: Omit<Page, 'section' | 'main'>, address: string): string[] {
  const { title, description, crumbs = [] } = page;
  const url = addressOf(page.path, address);
  const image = addressOf('apple-touch-icon.png', address);
  const graph = { title, description, url, image, type: 'website', site_name: site.title };
  const about = { name: title, description, url };
  const way = [...crumbs, [page.path, title]].map(([path, name], index) => ({
    ...{ '@type': 'ListItem', position: index + 1, name, item: addressOf(path, address) },
  }));
  const data = [
    page.path === 'index.html'
      ? { '@type': 'WebAPI', ...about, documentation: url }
      : { '@type': 'TechArticle', headline: title, ...about, inLanguage: site.language },
    ...(crumbs.length > 0 ? [{ '@type': 'BreadcrumbList', itemListElement: way }] : []),
  ];
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': data });
  return [
    `<link rel="canonical" href="${escapeHtml(url)}">`,
    ...Object.entries(graph).map(([name, text]) => `<meta property="og:${name}" content="${escapeHtml(text)}">`),
    // Data, which no policy has to allow; it ends at the first `</script`, wherever that stands.
    `<script type="application/ld+json">${json.replaceAll('<', '\\u003c')}</script>`,
  ];
}

export function headerHtml({ title, version, links, search }: Navigation, section: string, base: string): string {
  const items = links.map(({ text, path, section: own }) => {
    const current = own === section ? ' aria-current="true"' : '';
    return `<a href="${base}${path}"${current}>${escapeHtml(text)}</a>`;
  });
  return [
    '<header class="site-header">',
    `<a class="brand" dir="auto" href="${base}index.html">${escapeHtml(title)} <span class="version">${escapeHtml(version)}</span></a>`,
    `<nav aria-label="Site" data-search="${search}">${items.join('')}</nav>`,
    '</header>',
  ].join('\n');
}

export function footerHtml({ downloads }: Navigation, base: string): string {
  const links = downloads.map(([path, text]) => `<a href="${base}${path}">${escapeHtml(text)}</a>`);
  return `<footer class="site-footer"><nav aria-label="Downloads">${links.join('')}</nav></footer>`;
}
