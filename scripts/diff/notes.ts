import { isDeepStrictEqual } from 'node:util';
import { get, isObject } from '../../src/openapi/json.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';
import { inBoth, type Subject, say } from './found.ts';
import type { Spot, Way } from './meaning.ts';
import type { Case } from './policy.ts';
import { changeInWords } from './words.ts';

type Judge = (was: unknown, is: unknown, way: Way, after: Notes, before: Notes) => Case | undefined;

/**
 * How a change of what only annotates is judged, our extensions among it: an extension that means something to the client
 * has a line here, or a file of its own where it is more than one value. Any other is only words.
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

export type Notes = ReadonlyMap<string, Spot>;

const PARTS =
  /^(operationId|parameters|requestBody|responses|callbacks|security|servers|x-rate-limit|get|put|post|delete|options|head|patch|trace)$/;

/** Compares what describes one thing on both sides, without its parts. */
export function compareWords(subject: Subject, parts = PARTS): void {
  const [before, after] = [subject.was, subject.is].map((place) => notesOf(place, (key) => !parts.test(key)));
  compareNotes(subject, before!, after!);
}

/** Some of the keys of an object. */
export function notesOf(place: Spot | undefined, isNote: (key: string) => boolean): ReadonlyMap<string, Spot> {
  const entries = Object.entries(isObject(place?.value) ? place.value : {}).filter(([key]) => isNote(key));
  return new Map(entries.map(([key, value]) => [key, { value, pointer: `${place!.pointer}/${escapeKey(key)}` }]));
}

/** What stands under a key on both sides, by the keys that it has. */
export function partsOf({ was, is }: Subject, key: string): ReturnType<typeof inBoth<string, Spot>> {
  return inBoth(partsAt(was, key), partsAt(is, key));
}

/** What stands under a key, by the keys that it has. */
export function partsAt(place: Spot | undefined, key: string): ReadonlyMap<string, Spot> {
  return notesOf({ value: get(place?.value, key), pointer: `${place?.pointer}/${key}` }, () => true);
}

export function compareNotes(subject: Subject, before: Notes, after: Notes): void {
  for (const [key, one, other] of inBoth(before, after)) {
    const [was, is] = [one, other].map((spot) => meant(key, spot?.value));
    if (isDeepStrictEqual(was, is)) continue;
    const judge = Object.hasOwn(JUDGES, key) ? JUDGES[key] : undefined;
    const rule = judge ? judge(was, is, subject.way, after, before) : key.startsWith('x-') ? 'sources' : 'words';
    const places = { was: one ?? subject.was, is: other ?? (is === undefined ? undefined : subject.is) };
    if (rule) say({ ...subject, ...places }, rule, sentence(key, was, is, subject.label, after));
  }
}

function sentence(key: string, was: unknown, is: unknown, of: string, after: Notes): string {
  if (key !== 'deprecated') return changeInWords(key, of, was, is);
  const day = after.get('x-sunset')?.value;
  if (is !== true) return `${of} is no longer deprecated.`;
  return day === undefined
    ? `${of} is deprecated. Add \`x-sunset\` to say when it ends.`
    : `${of} is deprecated, and ends on ${day}.`;
}

/** A value without what means nothing: `false` where it is implied, the order of a set. */
function meant(key: string, value: unknown): unknown {
  if (value === false && key !== 'default') return undefined;
  return key === 'tags' && Array.isArray(value) ? (value.length > 0 ? value.toSorted() : undefined) : value;
}
