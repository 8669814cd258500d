/** What file systems take, with room for an ending and a number: no name of a file may have more than 255 bytes. */
const MOST_BYTES = 180;

/** A name that can be that of a file, however long it was. */
export function shortened(name: string): string {
  const bytes = new TextEncoder().encode(name);
  return bytes.length <= MOST_BYTES
    ? name
    : new TextDecoder().decode(bytes.slice(0, MOST_BYTES)).replace(/\uFFFD$/, '');
}

/** Hands out each address once, as GitHub does for headings: a number is added to one that is taken. */
export class Slugs {
  readonly #taken = new Set<string>();

  take(wanted: string): string {
    const short = shortened(wanted);
    let slug = short;
    for (let count = 1; this.#taken.has(slug); count += 1) slug = `${short}-${count}`;
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
