import { isDeepStrictEqual } from 'node:util';
import type { RateLimit, RateWindow } from '../../src/contract.ts';
import { get } from '../../src/openapi/json.ts';
import { inBoth, say } from './found.ts';
import type { Spot } from './meaning.ts';
import { ofOperation, type Pairing, type Side } from './pairing.ts';
import type { Case } from './policy.ts';

const WHOLE = '/x-rate-limit';

/** Compares the limits that hold for an operation: its own, else those of the document. */
export function compareLimits(pairing: Pairing): void {
  const [before, after] = [pairing.before.operation.rateLimit, pairing.after.operation.rateLimit];
  const [was, is] = [placeOf(pairing.before), placeOf(pairing.after)];
  const subject = { ...ofOperation(pairing, was.pointer === WHOLE && is.pointer === WHOLE), was };
  const of = subject.label;
  // A limit of its own that is gone stood in the base; what holds from now on is said of the whole document.
  const isThere = after && was.pointer.length <= is.pointer.length;
  const found = (rule: Case, pointer: string, message: string): void =>
    say({ ...subject, is: isThere ? { pointer: `${is.pointer}${pointer}` } : undefined }, rule, message);
  if (!before || !after) {
    if (after) found('limitTightened', '', `Limits of ${of} were declared: calls are paced by them.`);
    if (before) found('limitLoosened', '', `The limits of ${of} were removed: calls are no longer paced.`);
    return;
  }
  for (const key of ['scope', 'class', 'alignment'] as const)
    if (before[key] !== after[key])
      found(
        key === 'alignment' && after[key] === 'fixed' ? 'limitLoosened' : 'limitTightened',
        `/${key}`,
        `The \`${key}\` of the limit of ${of} was ${before[key]}, is ${after[key]}.`,
      );
  for (const key of ['headers', 'parallel'] as const)
    if (!isDeepStrictEqual(before[key], after[key]))
      found('limitSignals', `/${key}`, `The \`${key}\` by which the limit of ${of} is told are others.`);
  for (const [name, old, now] of inBoth(windowsOf(before), windowsOf(after))) {
    const at = now ? `/windows/${after.windows.indexOf(now)}` : '/windows';
    const label = `Window \`${name}\` of the limit of ${of}`;
    if (!now) found('limitLoosened', at, `${label}, ${inWords(old!)}, was removed.`);
    else if (!old) found('limitTightened', at, `${label} is new: ${inWords(now)}.`);
    else {
      const said = `${label} was ${inWords(old)}, is ${inWords(now)}.`;
      const [limit, seconds] = [now.limit - old.limit, now.seconds - old.seconds];
      if (limit < 0 || seconds > 0) found('limitTightened', `${at}/${limit < 0 ? 'limit' : 'seconds'}`, said);
      else if (limit > 0 || seconds < 0) found('limitLoosened', `${at}/${limit > 0 ? 'limit' : 'seconds'}`, said);
    }
  }
}

function placeOf({ operation, pointer }: Side): Spot {
  const value = get(operation.source, 'x-rate-limit');
  return { value, pointer: value === undefined ? WHOLE : `${pointer}${WHOLE}` };
}

function windowsOf({ windows }: RateLimit): ReadonlyMap<string, RateWindow> {
  return new Map(windows.map((window) => [window.name, window]));
}

function inWords({ limit, seconds }: RateWindow): string {
  return `${limit} calls in ${seconds} s`;
}
