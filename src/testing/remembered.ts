import type { OperationModel } from '../openapi/operations.ts';
import type { Change } from './memory.ts';

/** What answers ask of what is known. */
export interface Remembered {
  /** The items of a schema, where any are given or were changed. */
  known(schema: string | undefined): readonly unknown[] | undefined;
  /** Whether an item that is not known is unknown to the API, and no example stands for it. */
  decides(schema: string, key: string): boolean;
  /** Does what a request asks for; undefined where it changes nothing that is remembered. */
  change(operation: OperationModel, values: ReadonlyMap<string, unknown>, body: unknown): Change | undefined;
  /** Forgets what requests changed. */
  reset(): void;
}

/** What nobody told anything and no request changes. */
export const NOTHING: Remembered = {
  known: () => undefined,
  decides: () => false,
  change: () => undefined,
  reset: () => undefined,
};
