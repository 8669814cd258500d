import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A stylesheet, under a name that changes with it. */
export interface Style {
  readonly path: string;
  readonly text: string;
}

/** The style of static pages, or of the reference: both have the same colours, header and footer. */
export function readStyle(kind: 'pages' | 'reference'): Style {
  const folder = join(import.meta.dirname, '..', 'styles');
  const text = ['base', kind].map((name) => readFileSync(join(folder, `${name}.css`), 'utf8')).join('\n');
  return { path: `assets/${kind}.${createHash('sha256').update(text).digest('hex').slice(0, 16)}.css`, text };
}
