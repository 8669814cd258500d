import type { Model } from '../../../src/openapi/model.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { type Asset, assetOf, readScript, readStyle } from '../assets.ts';
import { escapeHtml } from '../html/text.ts';
import type { ClientFacts } from '../samples/client.ts';
import type { SampleRequest } from '../samples/request.ts';
import { readParts } from './part-of.ts';

/** Made once in a process: a preview makes its site again and again. */
let scripts: Promise<readonly [Asset, Asset]> | undefined;

/** What lets readers try the operations of a document in their pages. */
export interface TryIt {
  /** What the pages share, scripts and a style, and then what each page has for itself. */
  readonly files: readonly Asset[];
  /**
   * The place on the page of an operation, as HTML of which nothing is seen without a script; empty where no client can
   * call the operation, or nobody can say what lets it in.
   */
  slot(operation: OperationModel, request: SampleRequest): string;
}

/** Undefined for a document that contradicts itself: nobody can say what its API answers. */
export async function readTryIt(model: Model, client: ClientFacts): Promise<TryIt | undefined> {
  if (model.findings.some(({ mistake }) => mistake)) return undefined;
  scripts ??= Promise.all([readScript('try-open', 'try/open.ts'), readScript('try', 'try/panel.ts')]);
  const [opening, panel] = await scripts;
  const style = await readStyle('try');
  const files = [opening, panel, style];
  const partOf = readParts(model, client);
  const shared = `data-style="../${style.path}" data-script="../${panel.path}"`;
  return {
    files,
    slot(operation, request) {
      const part = partOf(operation, request);
      if (!part) return '';
      const own = assetOf(operation.command, 'js', assignment('tryItPart', part), 'try');
      files.push(own);
      const place = `<div class="try-it" ${shared} data-part="../${escapeHtml(own.path)}"></div>`;
      return `${place}\n<script src="../${opening.path}" defer></script>`;
    },
  };
}

/** Data as a script that sets one name: JSON, but that a property named `__proto__` stays one. */
function assignment(name: string, value: unknown): string {
  return `var ${name}=${JSON.stringify(value).replace(/(?<=[{,])"__proto__":/g, '["__proto__"]:')};\n`;
}
