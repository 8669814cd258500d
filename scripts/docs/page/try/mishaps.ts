import type { Fault } from '../../../../src/testing/fault.ts';

/** What a reader can have go wrong, and how long an attempt may take, where the default would take too long to watch. */
export const MISHAPS: readonly (readonly [label: string, fault?: Fault, timeoutMs?: number])[] = [
  ['Nothing'],
  ['503, the server is busy', { kind: 'status', status: 503 }],
  ['No answer, until the attempt times out after 2 s', { kind: 'hang' }, 2_000],
  ['The connection is reset', { kind: 'reset' }],
  ['429, with Retry-After: 2', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
  ['429, without Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': null } }],
  ["200, but a gateway's page of HTML", { kind: 'html', status: 200 }],
];

/** How often it does. */
export const TIMES: readonly (readonly [label: string, times?: number])[] = [['once', 1], ['twice', 2], ['every time']];
