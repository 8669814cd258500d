/** The target with the relation `next`, of a header as RFC 8288 has it. */
export function linkIn(headers: Headers): string | undefined {
  for (const [, target, rest = ''] of (headers.get('link') ?? '').matchAll(/<([^>]*)>([^<]*)/g))
    if (/;\s*rel\s*=\s*(?:"[^"]*\bnext\b[^"]*"|next\b)/i.test(rest)) return target;
  return undefined;
}

/** Some servers write numbers as text. */
export function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && count >= 0 ? count : undefined;
}
