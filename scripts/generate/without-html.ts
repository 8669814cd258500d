import { isObject, type Json } from '../../src/openapi/json.ts';
import { hasHtml } from './elements.ts';

/** Values of the document's own, whatever they look like. */
const VALUES: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'const', 'enum']);

/** A document whose descriptions are Markdown alone: what HTML they hold says the same in that. */
export async function withoutHtml(root: Json): Promise<Json> {
  const found = new Map<string, string>();
  mapped(root, (text) => {
    if (hasHtml(text)) found.set(text, text);
    return text;
  });
  if (found.size === 0) return root;
  // Loaded when it is needed: most documents have no HTML.
  const { markdownOf } = await import('./to-markdown.ts');
  for (const text of found.keys()) found.set(text, markdownOf(text));
  return mapped(root, (text) => found.get(text) ?? text) as Json;
}

/** A value with other descriptions; itself where none differs. */
function mapped(value: unknown, change: (description: string) => string): unknown {
  if (Array.isArray(value)) {
    const made = value.map((item) => mapped(item, change));
    return made.some((item, index) => item !== value[index]) ? made : value;
  }
  if (!isObject(value)) return value;
  let made = value;
  for (const [key, member] of Object.entries(value)) {
    if (VALUES.has(key)) continue;
    const is = key === 'description' && typeof member === 'string' ? change(member) : mapped(member, change);
    if (is !== member) made = { ...made, [key]: is };
  }
  return made;
}
