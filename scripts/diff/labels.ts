export const PARTS: Readonly<Record<string, string>> = {
  items: 'the items',
  propertyNames: 'the names',
};

/** A part of something: `Order.address` of what has a name, else in words. */
export function partLabel(label: string, sign: string, words: string): string {
  return /^`[^`]*`$/.test(label) ? `${label.slice(0, -1)}${sign}\`` : `${words} of ${label}`;
}

/** One of several alternatives. */
export function optionLabel(label: string, name: string): string {
  return label.endsWith('`') && !label.includes(' ') ? `${label.slice(0, -1)}(${name})\`` : `\`${name}\` of ${label}`;
}

/** One of the schemas that a keyword has many of. */
export function memberLabel(label: string, key: string, name: string): string {
  if (key === 'prefixItems') return partLabel(label, `[${name}]`, `item ${Number(name) + 1}`);
  const words = key === 'patternProperties' ? 'values by' : 'what goes with';
  return partLabel(label, `{${name}}`, `${words} \`${name}\``);
}
