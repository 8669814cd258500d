import { isDeepStrictEqual } from 'node:util';
import type { Add } from './found.ts';
import type { Spot, Way } from './meaning.ts';
import type { Case } from './policy.ts';
import { valueInWords } from './words.ts';

type Judge = (was: unknown, is: unknown, way: Way, after: Notes, before: Notes) => Case | undefined;

/**
 * How a change of what only annotates is judged, our extensions among it: an extension that means something to the client
 * has a line here, or stands in `extensions.ts` where it is more than one value. Any other is only words.
 */
const JUDGES: Readonly<Record<string, Judge>> = {
  default: (_was, _is, way) => (way === 'request' ? 'defaultInRequest' : 'defaultInAnswer'),
  deprecated: (_was, is, _way, after) =>
    is !== true ? 'undeprecated' : after.has('x-sunset') ? 'deprecated' : 'deprecatedWithoutSunset',
  'x-sunset': (was, is, _way, after, before) => {
    // That something is deprecated is told with its end.
    if (was === undefined && after.has('deprecated') && !before.has('deprecated')) return undefined;
    return typeof was === 'string' && !(typeof is === 'string' && is >= was) ? 'sunsetEarlier' : 'sunsetLater';
  },
  'x-sensitive': (_was, is) => (is === true ? 'sensitiveAdded' : 'sensitiveRemoved'),
  'x-selects-fields': (_was, is) => (is === true ? 'selection' : 'sources'),
  'x-pagination': (was, is) => (was === undefined ? 'pagesAdded' : is === undefined ? 'sources' : 'pagesChanged'),
  // What they take from a request or an answer is found there.
  readOnly: () => undefined,
  writeOnly: () => undefined,
  'x-rate-limit': () => undefined,
  example: () => 'examples',
  examples: () => 'examples',
  tags: () => 'groups',
};
const SETS: ReadonlySet<string> = new Set(['tags']);

export type Notes = ReadonlyMap<string, Spot>;

/** Compares what describes one thing on both sides. */
export function compareNotes(
  before: Notes,
  after: Notes,
  way: Way,
  add: Add,
  [from, to]: readonly [string, string],
): void {
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before, after].map((notes) => meant(key, notes.get(key)?.value));
    if (isDeepStrictEqual(was, is)) continue;
    const judge = Object.hasOwn(JUDGES, key) ? JUDGES[key] : undefined;
    const rule = judge ? judge(was, is, way, after, before) : key.startsWith('x-') ? 'sources' : 'words';
    if (!rule) continue;
    const places = [
      before.get(key) ?? { pointer: from },
      after.get(key) ?? (is === undefined ? undefined : { pointer: to }),
    ] as const;
    add(rule, places, (of) => sentence(key, was, is, of, after));
  }
}

function sentence(key: string, was: unknown, is: unknown, of: string, after: Notes): string {
  if (key === 'deprecated') {
    const day = after.get('x-sunset')?.value;
    if (is !== true) return `${of} is no longer deprecated.`;
    return day === undefined
      ? `${of} is deprecated. Add \`x-sunset\` to say when it ends.`
      : `${of} is deprecated, and ends on ${day}.`;
  }
  if (was === undefined) return `\`${key}\` of ${of} was set to ${valueInWords(is)}.`;
  if (is === undefined) return `\`${key}\` of ${of} was removed; it was ${valueInWords(was)}.`;
  return `\`${key}\` of ${of} was ${valueInWords(was)}, is ${valueInWords(is)}.`;
}

/** A value without what means nothing: `false` where it is implied, the order of a set. */
function meant(key: string, value: unknown): unknown {
  if (value === false && key !== 'default') return undefined;
  return SETS.has(key) && Array.isArray(value) ? (value.length > 0 ? value.toSorted() : undefined) : value;
}
