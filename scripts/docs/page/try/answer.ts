import { byStatus } from '../../../../src/answer/answer.ts';
import { redactBody } from '../../../../src/common/redact.ts';
import type { Part } from '../../try/part.ts';
import { make } from '../dom.ts';
import { seconds } from './timeline.ts';
import type { Outcome } from './world.ts';

/** The answer to a call: status, time, headers and body, in which secrets are masked unless they are asked for. */
export class AnswerView {
  readonly element: HTMLElement;
  readonly #part: Part;
  readonly #said = make('p', { role: 'status', className: 'try-said' });
  readonly #rest = make('div');
  readonly #reveal = make('input', { type: 'checkbox' });
  #last: Outcome | undefined;

  constructor(part: Part) {
    this.#part = part;
    this.#reveal.addEventListener('change', () => this.#show());
    const hides = Object.keys(part.contract.sensitive).length > 0;
    const more = hides ? [make('label', { className: 'try-switch' }, this.#reveal, ' Show secrets')] : [];
    this.element = make('div', { className: 'try-answer' }, make('h3', {}, 'Answer'), this.#said, this.#rest, ...more);
  }

  /** Says something in place of an answer. */
  say(text: string): void {
    this.#last = undefined;
    this.#said.textContent = text;
    this.#show();
  }

  show(outcome: Outcome, attempts: number): void {
    const { status, error, ms } = outcome;
    this.say(
      `${status ?? error?.name} in ${seconds(ms)}, after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
    );
    this.#last = outcome;
    this.#show();
  }

  #show(): void {
    this.#rest.replaceChildren();
    if (!this.#last) return;
    const { status, headers, error, reason } = this.#last;
    if (error) this.#rest.append(make('p', { className: 'try-problem' }, error.message));
    if (reason && error) this.#rest.append(make('p', {}, `The emulator: ${reason}`));
    if (status === undefined) return;
    const lines = headers.map(([name, value]) => `${name}: ${value}`).join('\n');
    this.#rest.append(make('pre', { tabIndex: 0, 'aria-label': 'Headers' }, lines));
    this.#rest.append(make('pre', { tabIndex: 0, 'aria-label': 'Body' }, this.#bodyText(status)));
  }

  #bodyText(status: number): string {
    const { contract, name } = this.#part;
    const body = this.#last?.body;
    if (body instanceof Blob) return `${body.size} bytes of ${body.type}`;
    const response = byStatus(contract.operations[name]!.responses, status) ?? {};
    const shown = this.#reveal.checked ? body : redactBody(contract, response, body);
    return typeof shown === 'string' ? shown : (JSON.stringify(shown, null, 2) ?? 'No body');
  }
}
