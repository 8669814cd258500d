import type { Operation } from '../contract.ts';
import type { App } from './app.ts';
import type { CommonOptions } from './common.ts';

/** What was typed, read. */
export interface Job {
  readonly app: App;
  /** The operationId. */
  readonly name: string;
  readonly operation: Operation;
  readonly values: CommonOptions & {
    readonly from?: string;
    readonly skip?: string;
    readonly reveal?: boolean;
    readonly curl?: boolean;
    readonly all?: boolean;
    readonly yes?: boolean;
  };
  /** Whether the operation may be called many times. */
  readonly many: boolean;
  /** The values of the path, in its order; of one parameter where `many`. */
  readonly given: readonly string[];
  readonly paramsOf: (path: readonly string[]) => object;
}
