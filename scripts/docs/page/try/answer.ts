import { byStatus } from '../../../../src/answer/answer.ts';
import { redactBody } from '../../../../src/common/redact.ts';
import type { Part } from '../../try/part.ts';
import { make } from '../dom.ts';
import { seconds } from './timeline.ts';
import type { Outcome } from './world.ts';

export interface AnswerView {
  readonly element: HTMLElement;
  /** Says something in place of an answer. */
  say(text: string): void;
  show(outcome: Outcome, attempts: number): void;
}

/** The answer to a call: status, time, headers and body, in which secrets are masked unless they are asked for. */
export function answerView({ contract, name }: Part): AnswerView {
  const said = make('p', { role: 'status', className: 'try-said' });
  const rest = make('div');
  const reveal = make('input', { type: 'checkbox' });
  let last: Outcome | undefined;
  const textOf = (status: number, body: unknown): string => {
    if (body instanceof Blob) return `${body.size} bytes of ${body.type}`;
    const response = byStatus(contract.operations[name]!.responses, status) ?? {};
    const shown = reveal.checked ? body : redactBody(contract, response, body);
    return typeof shown === 'string' ? shown : (JSON.stringify(shown, null, 2) ?? 'No body');
  };
  const draw = (): void => {
    rest.replaceChildren();
    if (!last) return;
    const { status, headers, body, error, reason } = last;
    if (error) rest.append(make('p', { className: 'try-problem' }, error.message));
    if (reason && error) rest.append(make('p', {}, `The emulator: ${reason}`));
    if (status === undefined) return;
    const lines = headers.map(([header, value]) => `${header}: ${value}`).join('\n');
    rest.append(make('pre', { tabIndex: 0, 'aria-label': 'Headers' }, lines));
    rest.append(make('pre', { tabIndex: 0, 'aria-label': 'Body' }, textOf(status, body)));
  };
  const tell = (text: string, outcome?: Outcome): void => {
    said.textContent = text;
    last = outcome;
    draw();
  };
  reveal.addEventListener('change', draw);
  const hides = Object.keys(contract.sensitive).length > 0;
  const more = hides ? [make('label', { className: 'try-switch' }, reveal, ' Show secrets')] : [];
  return {
    element: make('div', { className: 'try-answer' }, make('h3', {}, 'Answer'), said, rest, ...more),
    say: (text) => tell(text),
    show(outcome, attempts) {
      const { status, error, ms } = outcome;
      const count = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
      tell(`${status ?? error?.name} in ${seconds(ms)}, after ${count}`, outcome);
    },
  };
}
