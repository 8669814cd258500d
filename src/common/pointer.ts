/** The keys of a JSON Pointer, one after the other. */
export function keysOf(pointer: string): string[] {
  return (
    pointer
      .split('/')
      .slice(1)
      // In this order: `~01` is the key `~1`.
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  );
}
