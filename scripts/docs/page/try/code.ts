import { clientSample } from '../../samples/client.ts';
import type { Part } from '../../try/part.ts';
import { labelled, make } from '../dom.ts';
import type { Given, Way } from './world.ts';

export interface Code {
  readonly element: HTMLElement;
  update(given: Given, way: Omit<Way, 'signal'>): void;
}

/** The call as code: as it is filled in, or in another language with the examples' values. */
export function codeOf({ operation, client, request, body: asked }: Part): Code {
  // The page's own samples, in the languages that are not written anew on every change.
  const samples = [...document.querySelectorAll<HTMLElement>('[data-sample]:not([data-sample=TypeScript])')];
  const labels = ['TypeScript', ...samples.map(({ dataset }) => dataset['sample'] ?? '')];
  const language = make('select', {}, ...labels.map((label) => make('option', {}, label)));
  const text = make('code');
  const note = make('small');
  let now = '';
  const show = (): void => {
    const sample = samples[language.selectedIndex - 1];
    text.textContent = sample ? (sample.querySelector('code')?.textContent ?? '').trim() : now;
    note.textContent = sample ? "With the example's values." : '';
  };
  language.addEventListener('change', show);
  const code = make('pre', { tabIndex: 0, 'aria-label': 'The call as code' }, text);
  return {
    element: make('div', { className: 'try-code' }, labelled('As code', language), note, code),
    update({ given, body }, { limits, timeoutMs }) {
      const options = [...(timeoutMs ? [`timeoutMs: ${timeoutMs}`] : []), ...(limits ? [] : ['rateLimit: false'])];
      const kind = asked?.kind === 'file' ? 'file' : 'json';
      const sent = { given, bodyValue: body, body: body === undefined ? undefined : ({ kind } as const) };
      now = clientSample(operation, { answer: undefined, ...request, ...sent, options }, client);
      show();
    },
  };
}
