import { escapeHtml } from './html/text.ts';
import { addressOf } from './names.ts';
import type { SiteFile } from './site-folder.ts';

/** Both need absolute addresses, so that without one there is only what allows all to read. */
export function siteMap(paths: readonly string[], url: string | undefined): SiteFile[] {
  const rules = 'User-agent: *\nAllow: /\n';
  if (url === undefined) return [['robots.txt', rules]];
  const places = paths.map((path) => `  <url><loc>${escapeHtml(addressOf(path, url))}</loc></url>`);
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">';
  return [
    ['robots.txt', `${rules}Sitemap: ${new URL('sitemap.xml', url).href}\n`],
    ['sitemap.xml', `${head}\n${places.join('\n')}\n</urlset>\n`],
  ];
}
