import type { Impact } from './change.ts';

/** A version by semver, without build metadata, which has no order. */
interface Version {
  readonly numbers: readonly [number, number, number];
  readonly pre: readonly string[];
}

const FORM =
  /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

function parseVersion(text: string): Version | undefined {
  const found = FORM.exec(text);
  if (!found) return undefined;
  const [, major, minor, patch, pre] = found;
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: pre?.split('.') ?? [] };
}

export function isVersion(text: string): boolean {
  return parseVersion(text) !== undefined;
}

/**
 * The least version that may follow `base` with changes of this impact. Below 1.0.0 a breaking change takes the minor
 * number, as `^0.1.0` promises nothing beyond it.
 *
 * @returns Undefined where `base` is no version.
 */
export function nextVersion(base: string, impact: Impact): string | undefined {
  const version = parseVersion(base);
  if (!version || impact === 'none') return version && base;
  const [major, minor, patch] = version.numbers;
  const step = major === 0 && impact === 'major' ? 'minor' : impact;
  // What comes before 2.0.0 has not used up 2.0.0.
  const unreleased = version.pre.length > 0;
  if (step === 'major') return unreleased && minor === 0 && patch === 0 ? `${major}.0.0` : `${major + 1}.0.0`;
  if (step === 'minor') return unreleased && patch === 0 ? `${major}.${minor}.0` : `${major}.${minor + 1}.0`;
  return unreleased ? `${major}.${minor}.${patch}` : `${major}.${minor}.${patch + 1}`;
}

/** Below zero where `left` comes before `right`; both are versions. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [parseVersion(left), parseVersion(right)];
  if (!a || !b) throw new RangeError('Expected two versions, such as 1.2.3.');
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - b.numbers[index]!;
    if (difference !== 0) return difference;
  }
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (const [index, part] of a.pre.entries()) {
    const difference = comparePart(part, b.pre[index]);
    if (difference !== 0) return difference;
  }
  return a.pre.length - b.pre.length;
}

function comparePart(left: string, right: string | undefined): number {
  if (right === undefined) return 1;
  const [a, b] = [left, right].map((part) => (/^\d+$/.test(part) ? Number(part) : undefined));
  if (a !== undefined && b !== undefined) return a - b;
  if (a !== undefined || b !== undefined) return a !== undefined ? -1 : 1;
  return left < right ? -1 : Number(left > right);
}
