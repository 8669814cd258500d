import type { ClientEvent } from '../common/events.ts';

/** What a channel of `node:diagnostics_channel` has that is needed here. */
export interface EventChannel {
  readonly hasSubscribers: boolean;
  publish(message: unknown): void;
}

/** What a console has, and most loggers. */
export interface EventLogger {
  debug(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/**
 * A listener for `onEvent` that publishes every event to a diagnostics channel while anyone subscribes to it.
 *
 * @example
 * import { channel } from 'node:diagnostics_channel';
 * createHoodClient({ token, onEvent: publishTo(channel('ocamba-hood')) });
 */
export function publishTo(channel: EventChannel): (event: ClientEvent) => void {
  return (event) => {
    if (channel.hasSubscribers) channel.publish(event);
  };
}

/**
 * A listener for `onEvent` that writes one line an event: failures as errors, retries, pauses and refusals as warnings, the rest
 * for debugging. No line holds a token, a body or the value of a parameter.
 *
 * @example
 * createHoodClient({ token, onEvent: logTo(console) });
 */
export function logTo(logger: EventLogger): (event: ClientEvent) => void {
  return (event) => {
    const line = `${event.operation} #${event.call}: ${inWords(event)}`;
    if (event.type === 'failed') logger.error(line);
    else if (WARNINGS.has(event.type)) logger.warn(line);
    else logger.debug(line);
  };
}

const WARNINGS: ReadonlySet<ClientEvent['type']> = new Set([
  'retrying',
  'paused',
  'refused',
  'degraded',
  'recovered',
  'invalid',
]);

function inWords(event: ClientEvent): string {
  switch (event.type) {
    case 'queued':
      return `queued behind ${event.ahead}`;
    case 'sent':
      return `attempt ${event.attempt} sent after ${Math.round(event.queuedMs)} ms in the queue`;
    case 'answered':
      return `attempt ${event.attempt} answered ${event.status} in ${Math.round(event.durationMs)} ms`;
    case 'retrying':
      return `attempt ${event.attempt} failed (${event.status ?? event.code}), another in ${Math.round(event.delayMs)} ms`;
    case 'paused':
      return `class ${event.class} paused for ${Math.round(event.ms)} ms (${event.reason})`;
    case 'resumed':
      return `class ${event.class} resumed`;
    case 'refused':
      return `class ${event.class} refused by the server for another ${Math.round(event.ms)} ms: all that wait fail`;
    case 'degraded':
      return `class ${event.class} keeps this process's part of the limits: the shared counter does not answer (${event.code})`;
    case 'recovered':
      return `class ${event.class} ${event.from === 'refused' ? 'answered' : 'counted together'} again`;
    case 'invalid':
      return `answer not as the contract has it: ${event.issues.map(({ pointer, rule }) => `${pointer || '/'} ${rule}`).join(', ')}`;
    case 'failed':
      return `failed after ${event.attempt} attempts (${[event.code, event.status, event.traceId].filter((part) => part !== undefined).join(', ')})`;
  }
}
