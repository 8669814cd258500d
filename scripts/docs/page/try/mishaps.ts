import type { Fault } from '../../../../src/testing/fault.ts';

/** What a reader can have go wrong. */
export interface Mishap {
  readonly label: string;
  readonly fault?: Fault;
  /** How long an attempt may take, where waiting for the default would take too long to watch. */
  readonly timeoutMs?: number;
}

export const MISHAPS: readonly Mishap[] = [
  { label: 'Nothing' },
  { label: '503, the server is busy', fault: { kind: 'status', status: 503 } },
  { label: 'No answer, until the attempt times out after 2 s', fault: { kind: 'hang' }, timeoutMs: 2_000 },
  { label: 'The connection is reset', fault: { kind: 'reset' } },
  { label: '429, with Retry-After: 2', fault: { kind: 'status', status: 429, headers: { 'retry-after': '2' } } },
  { label: '429, without Retry-After', fault: { kind: 'status', status: 429, headers: { 'retry-after': null } } },
  { label: "200, but a gateway's page of HTML", fault: { kind: 'html', status: 200 } },
];

/** How often it does. */
export const TIMES: readonly (readonly [label: string, times: number | undefined])[] = [
  ['once', 1],
  ['twice', 2],
  ['every time', undefined],
];
