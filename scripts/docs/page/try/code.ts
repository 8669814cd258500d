import { clientSample } from '../../samples/client.ts';
import type { Part } from '../../try/part.ts';
import { labelled, make } from '../dom.ts';
import type { Given, Way } from './world.ts';

/** The call as code: as it is filled in, or in another language with the examples' values. */
export class Code {
  readonly element: HTMLElement;
  readonly #part: Part;
  readonly #text = make('code');
  readonly #language;
  readonly #note = make('small');
  #now = '';

  constructor(part: Part) {
    this.#part = part;
    const labels = this.#samples.map(({ dataset }) => dataset['sample'] ?? '');
    this.#language = make('select', {}, ...['TypeScript', ...labels].map((label) => make('option', {}, label)));
    this.#language.addEventListener('change', () => this.#show());
    const code = make('pre', { tabIndex: 0, 'aria-label': 'The call as code' }, this.#text);
    this.element = make('div', { className: 'try-code' }, labelled('As code', this.#language), this.#note, code);
  }

  update({ given, body }: Given, { limits, timeoutMs }: Omit<Way, 'signal'>): void {
    const { operation, client, request } = this.#part;
    const options = [...(timeoutMs ? [`timeoutMs: ${timeoutMs}`] : []), ...(limits ? [] : ['rateLimit: false'])];
    const kind = this.#part.body?.kind === 'file' ? 'file' : 'json';
    const sent = { given, bodyValue: body, body: body === undefined ? undefined : ({ kind } as const) };
    this.#now = clientSample(operation, { answer: undefined, ...request, ...sent, options }, client);
    this.#show();
  }

  /** The page's own samples, in the languages that are not written anew on every change. */
  get #samples(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>('[data-sample]:not([data-sample=TypeScript])')];
  }

  #show(): void {
    const sample = this.#samples[this.#language.selectedIndex - 1];
    this.#text.textContent = sample?.textContent?.trim() ?? this.#now;
    this.#note.textContent = sample ? "With the example's values." : '';
  }
}
