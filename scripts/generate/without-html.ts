import { isObject, type Json } from '../../src/openapi/json.ts';
import { isData } from '../load/references.ts';
import { hasHtml } from './elements.ts';

/** A document whose descriptions are Markdown alone: what HTML they hold says the same in that. */
export async function withoutHtml(root: Json): Promise<Json> {
  const found = new Map<string, string>();
  mapped(root, [], (text) => {
    found.set(text, text);
    return text;
  });
  if (found.size === 0) return root;
  // Loaded when it is needed: most documents have no HTML.
  const { markdownOf } = await import('./to-markdown.ts');
  for (const text of found.keys()) found.set(text, markdownOf(text));
  return mapped(root, [], (text) => found.get(text)!) as Json;
}

/** A value, at the place that `keys` lead to, with other descriptions where these hold HTML; itself where none differs. */
function mapped(value: unknown, keys: string[], change: (description: string) => string): unknown {
  const inside = (key: string, member: unknown): unknown => {
    if (typeof member === 'string') {
      const isChanged = key === 'description' && hasHtml(member) && !isOwn(keys);
      return isChanged ? change(member) : member;
    }
    keys.push(key);
    const made = mapped(member, keys, change);
    keys.pop();
    return made;
  };
  if (Array.isArray(value)) {
    const made = value.map((item, index) => inside(String(index), item));
    return made.some((item, index) => item !== value[index]) ? made : value;
  }
  if (!isObject(value)) return value;
  let made = value;
  for (const [key, member] of Object.entries(value)) {
    const is = inside(key, member);
    if (is !== member) made = { ...made, [key]: is };
  }
  return made;
}

/** Whether a place is within a value of the document's own; OpenAPI 3.0 has webhooks in an extension. */
function isOwn(keys: readonly string[]): boolean {
  return isData(keys[0] === 'x-webhooks' ? keys.slice(1) : keys);
}
