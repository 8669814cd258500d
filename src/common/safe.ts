/**
 * What a terminal obeys, not shows: escapes, among them those that write the clipboard, returns and backspaces that
 * overwrite, the controls of C1, and the marks that turn the direction of text. Line ends and tabs stay.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal.
const OBEYED = /(?!\r?\n|\t)[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** The text with these written as JSON would write them, so that JSON stays the same JSON. */
export function safe(text: string): string {
  return text.replace(OBEYED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
