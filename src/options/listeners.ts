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
    const words = WORDS[event.type] as (event: ClientEvent) => string;
    const line = `${event.operation} #${event.call}: ${words(event)}`;
    if (event.type === 'failed') logger.error(line);
    else if (WARNINGS.includes(event.type)) logger.warn(line);
    else logger.debug(line);
  };
}

const WARNINGS: readonly ClientEvent['type'][] = ['retrying', 'paused', 'refused', 'degraded', 'recovered', 'invalid'];

const WORDS: { readonly [Type in ClientEvent['type']]: (event: Extract<ClientEvent, { type: Type }>) => string } = {
  queued: ({ ahead }) => `queued behind ${ahead}`,
  sent: ({ attempt, queuedMs }) => `attempt ${attempt} sent after ${Math.round(queuedMs)} ms in the queue`,
  answered: ({ attempt, status, durationMs }) =>
    `attempt ${attempt} answered ${status} in ${Math.round(durationMs)} ms`,
  retrying: ({ attempt, status, code, delayMs }) =>
    `attempt ${attempt} failed (${status ?? code}), another in ${Math.round(delayMs)} ms`,
  paused: (event) => `class ${event.class} paused for ${Math.round(event.ms)} ms (${event.reason})`,
  resumed: (event) => `class ${event.class} resumed`,
  refused: (event) =>
    `class ${event.class} refused by the server for another ${Math.round(event.ms)} ms: all that wait fail`,
  degraded: (event) =>
    `class ${event.class} keeps this process's part of the limits: the shared counter does not answer (${event.code})`,
  recovered: (event) => `class ${event.class} ${event.from === 'refused' ? 'answered' : 'counted together'} again`,
  invalid: ({ issues }) =>
    `answer not as the contract has it: ${issues.map(({ pointer, rule }) => `${pointer || '/'} ${rule}`).join(', ')}`,
  failed: ({ attempt, code, status, traceId }) =>
    `failed after ${attempt} attempts (${[code, status, traceId].filter((part) => part !== undefined).join(', ')})`,
};
