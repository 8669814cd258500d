/** How large a step of the version a change needs. */
export type Impact = 'major' | 'minor' | 'patch' | 'none';

/**
 * What a change is: `types` breaks programs at compile time, though the wire is the same or becomes more; `docs` is
 * nothing but words and examples.
 */
export type Kind = 'breaking' | 'types' | 'addition' | 'deprecation' | 'fix' | 'docs';

/** One change, as `--format json` has it. */
export interface Change {
  readonly impact: Exclude<Impact, 'none'>;
  readonly kind: Kind;
  /** Where it stands in its file, of the revision where it is still there, else of the base. */
  readonly pointer: string;
  readonly message: string;
}

/** A change with what only people need. */
export interface Finding extends Change {
  readonly file: string;
  readonly line: number;
  /** What a user of the client must do; empty where that is nothing. */
  readonly advice: string;
}

export const IMPACT_OF: Readonly<Record<Kind, Change['impact']>> = {
  breaking: 'major',
  types: 'major',
  addition: 'minor',
  deprecation: 'minor',
  fix: 'patch',
  docs: 'patch',
};

const RANK: Readonly<Record<Impact, number>> = { none: 0, patch: 1, minor: 2, major: 3 };

export function largest(changes: readonly Pick<Change, 'impact'>[]): Impact {
  return changes.reduce<Impact>((found, { impact }) => (RANK[impact] > RANK[found] ? impact : found), 'none');
}

/** What a person can correct: told in a sentence, without a stack. */
export class DiffError extends Error {
  override readonly name = 'DiffError';
}
