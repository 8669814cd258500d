import type { Model } from '../../../src/openapi/model.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { type Asset, assetOf, readScript, readStyle } from '../assets.ts';
import type { ClientFacts } from '../client-facts.ts';
import { escapeHtml } from '../html/text.ts';
import { Parts } from './part-of.ts';

/** Made once in a process: a preview makes its site again and again. */
let scripts: Promise<readonly Asset[]> | undefined;

/** What lets readers try the operations of a document in their pages. */
export class TryIt {
  /** What the pages share, scripts and a style, and then what each page has for itself. */
  readonly files: Asset[];
  readonly #parts: Parts;
  readonly #attributes: string;
  readonly #script: string;

  private constructor(parts: Parts, files: Asset[]) {
    const [opening, panel, style] = files.map(({ path }) => `../${path}`);
    this.files = files;
    this.#parts = parts;
    this.#attributes = `data-style="${style}" data-script="${panel}"`;
    this.#script = `<script src="${opening}" defer></script>`;
  }

  /** Undefined for a document that contradicts itself: nobody can say what its API answers. */
  static async of(model: Model, client: ClientFacts): Promise<TryIt | undefined> {
    if (model.findings.some(({ mistake }) => mistake)) return undefined;
    scripts ??= Promise.all([readScript('try-open', 'try/open.ts'), readScript('try', 'try/panel.ts')]);
    return new TryIt(new Parts(model, client), [...(await scripts), await readStyle('try')]);
  }

  /**
   * The place on the page of an operation, as HTML of which nothing is seen without a script; empty where no client can
   * call the operation, or nobody can say what lets it in.
   */
  slot(operation: OperationModel): string {
    const part = this.#parts.of(operation);
    if (!part) return '';
    const file = assetOf(operation.command, 'js', assignment('tryItPart', part), 'try');
    this.files.push(file);
    return `<div class="try-it" ${this.#attributes} data-part="../${escapeHtml(file.path)}"></div>\n${this.#script}`;
  }
}

/** Data as a script that sets one name: JSON, but that a property named `__proto__` stays one. */
function assignment(name: string, value: unknown): string {
  return `var ${name}=${JSON.stringify(value).replace(/(?<=[{,])"__proto__":/g, '["__proto__"]:')};\n`;
}
