const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it stands in HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!) : text;
}

/** Text between tags, where quotes stand for themselves: a large site has millions in its examples. */
export function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/[&<>]/g, (sign) => SIGNS[sign]!) : text;
}

/** A longer word may have no room in a line. */
const LONG_WORD = /\S{16,}/g;

/** Text whose long words end a line where one of their parts ends: `getSellerFunds|Summary`. */
export function breakable(text: string): string {
  return escapeHtml(text).replace(LONG_WORD, (word) =>
    word.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=[/_.:-])(?=[\p{L}\p{N}{])/gu, '<wbr>'),
  );
}

/** An address that leads to a page, never to a script; undefined for any other. */
export function safeAddress(address: string): string | undefined {
  // Browsers leave out control characters and spaces before they look at the scheme.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for.
  const bare = address.replace(/[\u0000-\u0020\u007f-\u009f]/g, '');
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(bare) ?? [];
  return scheme === undefined || /^(https?|mailto)$/i.test(scheme) ? address.trim() : undefined;
}

/** An HTTP method, in its colour. */
export function methodHtml(method: string): string {
  return `<span class="method ${method.toLowerCase()}">${method}</span>`;
}

/** A heading, given as HTML, that links to itself. */
export function headingHtml(level: number, slug: string, inner: string): string {
  const link = `<a class="anchor" href="#${escapeHtml(encodeURIComponent(slug))}">${inner}</a>`;
  return `<h${level} id="${escapeHtml(slug)}">${link}</h${level}>\n`;
}
