import { createHash } from 'node:crypto';
import { modelOf } from '../../../src/openapi/model.ts';
import type { DocsJob } from '../job.ts';
import type { Site } from '../site.ts';
import { assets } from './bundle.ts';
import { Parts } from './part-of.ts';

/** What lets a reader try operations in their pages. */
export interface Tried {
  readonly files: ReadonlyMap<string, string>;
  /** The place for it on an operation's page, as HTML by the name of the page. Without a script nothing is seen of it. */
  readonly slots: ReadonlyMap<string, string>;
}

/** The scripts and the style of the panel, and for each operation the part of the model that it needs. */
export async function tryFiles({ shown, spec, warn }: DocsJob, { document, operations, client }: Site): Promise<Tried> {
  const model = modelOf(document.root);
  const mistake = model.findings.find((finding) => finding.mistake);
  if (mistake) {
    warn(
      `${shown(spec)}#${mistake.pointer} ${mistake.message}, so nobody can say what the API answers: no page has "Try it".`,
    );
    return { files: new Map(), slots: new Map() };
  }
  const parts = new Parts(model, client);
  const known = new Map(model.operations.map((operation) => [operation.id, operation]));
  const { open, panel, style } = await assets();
  const files = new Map<string, string>();
  const add = (name: string, ending: string, text: string): string => {
    const path = `${name}.${createHash('sha256').update(text).digest('hex').slice(0, 16)}.${ending}`;
    files.set(path, text);
    return `../${path}`;
  };
  const [opening, script] = [add('assets/try-open', 'js', open), add('assets/try', 'js', panel)];
  const sheet = add('assets/try', 'css', style);
  const slots = operations.flatMap((operation): [string, string][] => {
    const found = known.get(operation.model.id);
    const part = found && parts.of(found);
    if (!part) return [];
    const data = add(`try/${operation.slug}`, 'js', assignment('tryItPart', part));
    const place = `<div class="try-it" data-style="${sheet}" data-script="${script}" data-part="${data}"></div>`;
    return [[operation.slug, `${place}\n<script src="${opening}" defer></script>`]];
  });
  return { files, slots: new Map(slots) };
}

/** Data as a script that sets one name: JSON, but that a property named `__proto__` stays one. */
function assignment(name: string, value: unknown): string {
  return `var ${name}=${JSON.stringify(value).replace(/(?<=[{,])"__proto__":/g, '["__proto__"]:')};\n`;
}
