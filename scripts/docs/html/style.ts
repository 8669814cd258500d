import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one style of all pages. */
export function styleText(): string {
  return readFileSync(join(import.meta.dirname, '..', 'style.css'), 'utf8');
}

export function stylePath(text: string): string {
  return `assets/site.${createHash('sha256').update(text).digest('hex').slice(0, 16)}.css`;
}
