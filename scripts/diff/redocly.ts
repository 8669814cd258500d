import { resolve } from 'node:path';
import { CONFIG, ROOT } from '../project.ts';
import { redocly } from '../redocly/run.ts';
import { DiffError } from './change.ts';

/** Where one side of a change stands. */
export interface Spot {
  readonly file: string;
  readonly pointer: string;
  readonly line: number;
  readonly value: unknown;
}

/** A change as Redocly sees it: references are followed, so that `path` leads through them. */
export interface RedoclyChange {
  readonly path: string;
  readonly typeName: string;
  readonly kind: 'added' | 'removed' | 'modified';
  readonly property: string | undefined;
  readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[];
  readonly base: Spot | undefined;
  readonly revision: Spot | undefined;
}

/**
 * All that Redocly finds between two documents that were read before by `loadDocument`: it fetches remote references.
 * The configuration is that of the project: without `diff-recommended` in it, no rule is on.
 */
export async function redoclyDiff(base: string, revision: string): Promise<readonly RedoclyChange[]> {
  const { code, stdout, said } = await redocly([
    ...['diff', base, revision, '--config', CONFIG, '--format=json', '--fail-on=none'],
  ]);
  let report: { readonly changes: readonly RedoclyChange[] };
  try {
    report = JSON.parse(stdout);
  } catch {
    const [first = `exit code ${code}`] = said;
    throw new DiffError(`Redocly could not compare the two documents: ${first}`);
  }
  if (said.some((line) => line.includes('No diff rules are on')))
    throw new DiffError(
      'redocly.yaml turns every rule of `redocly diff` off. Put `diff-recommended` back in `extends`.',
    );
  return report.changes.map((change) => ({
    ...change,
    path: change.path.replace(/^#/, ''),
    base: change.base && asSpot(change.base),
    revision: change.revision && asSpot(change.revision),
  }));
}

function asSpot(spot: Spot): Spot {
  return { ...spot, file: resolve(ROOT, spot.file), pointer: spot.pointer.replace(/^#/, '') };
}
