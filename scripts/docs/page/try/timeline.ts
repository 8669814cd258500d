import type { ClientEvent } from '../../../../src/common/events.ts';
import { make } from '../dom.ts';

const MOST_LINES = 300;

/** What the client tells of its calls, as sentences with their times. */
export class Timeline {
  readonly #list = make('ol', { tabIndex: 0, 'aria-label': 'What the client did' });
  readonly element: HTMLElement = make(
    'div',
    { className: 'try-timeline' },
    make('h3', {}, 'What the client did'),
    this.#list,
  );
  #start = 0;

  clear(): void {
    this.#start = performance.now();
    this.#list.replaceChildren();
  }

  add(event: ClientEvent): void {
    const text = sentenceOf(event);
    if (text === undefined || this.#list.childElementCount >= MOST_LINES) return;
    const at = seconds(performance.now() - this.#start);
    const className = event.type === 'answered' && event.status >= 400 ? 'failed' : event.type;
    const parts = [make('time', {}, at), make('span', {}, `#${event.call}`), make('span', {}, text)];
    this.#list.append(make('li', { className }, ...parts));
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}

/** Milliseconds as people read them. */
export function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;
}

function sentenceOf(event: ClientEvent): string | undefined {
  switch (event.type) {
    case 'queued':
      return event.ahead > 0 ? `waits behind ${event.ahead}` : undefined;
    case 'sent':
      return `sends attempt ${event.attempt}${event.queuedMs >= 1 ? `, after ${seconds(event.queuedMs)} in the queue` : ''}`;
    case 'answered':
      return `is answered ${event.status} after ${seconds(event.durationMs)}`;
    case 'retrying':
      return `failed with ${event.status ?? event.code}; tries again ${event.delayMs >= 1 ? `in ${seconds(event.delayMs)}` : 'when it is its turn'}`;
    case 'paused':
      return `closes the queue for ${seconds(event.ms)}: the server ${event.reason === 'refused' ? 'refused' : 'says the window is used up'}`;
    case 'resumed':
      return 'goes first after the pause';
    case 'refused':
      return `gives up: the server refuses for ${seconds(event.ms)} more`;
    case 'recovered':
      return 'is answered again: the queue opens';
    case 'failed':
      return `fails: ${event.code}${event.status === undefined ? '' : ` ${event.status}`}`;
    default:
      return undefined;
  }
}
