import { getObject } from '../openapi/json.ts';
import { judge } from '../verify/judge.ts';
import { exitCode, type Format, type PlaceOf, type Report, render } from '../verify/report.ts';
import { gather, type Source, type Subject } from './gather.ts';

/** How a report is written. */
export interface Writing {
  readonly format: Format;
  /** Whether identifiers that were called for are named. */
  readonly keepIds?: boolean | undefined;
}

/** What came of a check. */
export interface Checked {
  readonly report: Report;
  readonly text: string;
  readonly code: 0 | 1 | 3;
}

/**
 * Gathers evidence, compares it with the contract, and writes what was found. Progress goes to standard error.
 *
 * @throws {EvidenceError} When nothing can be gathered so.
 */
export async function check(source: Source, subject: Subject, writing: Writing, placeOf: PlaceOf): Promise<Checked> {
  const { exchanges, left, refused, failure } = await gather(source, subject);
  const { model } = subject;
  const report: Report = {
    info: getObject(model.document.root, 'info') ?? {},
    date: new Date().toISOString().slice(0, 10),
    source: source.live ? 'live' : source.emulate ? 'emulator' : 'har',
    ...{ left, refused, failure: failure ?? null },
    ...judge(model, exchanges, writing.keepIds),
  };
  return { report, text: render(report, writing.format, placeOf), code: exitCode(report) };
}
