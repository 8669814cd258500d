import { decodeFragment, escapeKey, unescapeKey } from '../../src/openapi/pointer.ts';

/** What openapi-typescript uses of Redocly, which would bring its parser, its logger and a proxy along. */
export function parseRef(reference: string): { readonly uri: string | null; readonly pointer: readonly string[] } {
  const [uri = '', fragment = ''] = reference.split('#/');
  const keys = fragment.split('/').map((key) => decodeFragment(unescapeKey(key)));
  return { uri: uri.replace(/#$/, '') || null, pointer: keys.filter((key) => key !== '') };
}

export function escapePointer(key: unknown): unknown {
  return typeof key === 'string' ? escapeKey(key) : key;
}
