import type { Finding } from '../../src/openapi/document.ts';

/** What could not be expressed, a line for each kind: its first place, and how many more there are. */
export function reportOf(findings: readonly Finding[], document: string): string {
  const places = new Map<string, string[]>();
  for (const { pointer, message } of findings) places.set(message, [...(places.get(message) ?? []), pointer]);
  const lines = [...places].map(([message, [first, ...more]]) => {
    const others = more.length === 0 ? '' : `, and ${more.length} more ${more.length === 1 ? 'place' : 'places'},`;
    return `${document}#${first}${others} ${message}\n`;
  });
  // A document's text must not steer the terminal.
  return lines.map((line) => line.replace(/(?!\n$)\p{Cc}/gu, '?')).join('');
}
