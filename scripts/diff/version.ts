import type { Impact } from './change.ts';

/** A version by semver, without build metadata, which has no order. */
interface Version {
  readonly numbers: readonly [number, number, number];
  readonly pre: readonly (string | number)[];
}

const FORM =
  /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

function parseVersion(text: string): Version | undefined {
  const found = FORM.exec(text);
  if (!found) return undefined;
  const [, major, minor, patch, pre] = found;
  const parts = pre?.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: parts ?? [] };
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

/** Comes after all that may stand before a release. */
const RELEASE = '~';

/** Below zero where `left` comes before `right`; both are versions. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((text) => {
    const version = parseVersion(text);
    if (!version) throw new RangeError('Expected two versions, such as 1.2.3.');
    return [...version.numbers, ...(version.pre.length > 0 ? version.pre : [RELEASE])];
  });
  const index = a!.findIndex((part, at) => part !== b![at]);
  const [one, other] = [a![index], b![index]];
  if (one === undefined) return a!.length - b!.length;
  if (other === undefined) return 1;
  // Numbers come before words.
  if (typeof one !== typeof other) return typeof one === 'number' ? -1 : 1;
  return one < other ? -1 : 1;
}
