/** A key as a JSON Pointer holds it. */
export function escapeKey(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

export function unescapeKey(key: string): string {
  // In this order: `~01` is the key `~1`.
  return key.includes('~') ? key.replaceAll('~1', '/').replaceAll('~0', '~') : key;
}

/** The keys of a pointer such as `/a/b~1c`; a fragment has to be decoded before. */
export function keysOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescapeKey);
}

export function toPointer(keys: readonly string[]): string {
  return keys.map((key) => `/${escapeKey(key)}`).join('');
}

/** Decodes what follows the `#` of a reference; text that is not percent-encoded stays as it is. */
export function decodeFragment(fragment: string): string {
  if (!fragment.includes('%')) return fragment;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** What a pointer leads to, through own properties only; undefined where it leads nowhere. */
export function at(root: unknown, pointer: string): unknown {
  // An anchor is no pointer.
  if (pointer !== '' && !pointer.startsWith('/')) return undefined;
  let current = root;
  for (const key of keysOf(pointer)) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}
