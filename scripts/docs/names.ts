/** Hands out each address once, as GitHub does for headings: a number is added to one that is taken. */
export class Slugs {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    let slug = wanted;
    for (let count = 1; this.#taken.has(slug); count += 1) slug = `${wanted}-${count}`;
    this.#taken.add(slug);
    return slug;
  }
}

/** The address of a heading within its page. */
export function headingSlug(text: string): string {
  const slug = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]+/gu, '')
    .trim()
    .replace(/\s+/g, '-');
  return slug || 'section';
}

/** Where a page is that has `url` as its root. */
export function addressOf(path: string, url: string): string {
  return new URL(path.replace(/(^|\/)index\.html$/, '$1'), url).href;
}

/** What leads from a page to the root of the site. */
export function baseOf(path: string): string {
  return '../'.repeat(path.split('/').length - 1);
}
