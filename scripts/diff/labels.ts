export const PARTS: Readonly<Record<string, string>> = {
  items: 'the items',
  propertyNames: 'the names',
  contains: 'an item',
};

/** A part of something: `Order.address` of what has a name, else in words. */
export function partLabel(label: string, sign: string, words: string): string {
  return /^`[^`]*`$/.test(label) ? `${label.slice(0, -1)}${sign}\`` : `${words} of ${label}`;
}

/** One of several alternatives. */
export function optionLabel(label: string, name: string): string {
  return label.endsWith('`') && !label.includes(' ') ? `${label.slice(0, -1)}(${name})\`` : `\`${name}\` of ${label}`;
}
