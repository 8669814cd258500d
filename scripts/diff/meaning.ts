/** Which way a value goes, seen from who calls: what a request gives, an answer is read. */
export type Way = 'request' | 'answer';

/** A value of a document, where that matters, and the way to it: a pointer that leads through references. */
export interface Spot {
  readonly value?: unknown;
  readonly pointer: string;
}

export const ANYTHING: Spot = { value: {}, pointer: '' };

/** What a schema allows, in whatever form it is written: references followed, `allOf` put together, null apart. */
export interface Form {
  readonly pointer: string;
  /** Undefined: any. */
  readonly types: ReadonlySet<string> | undefined;
  /** The only values, where they are listed. */
  readonly values: readonly unknown[] | undefined;
  /** Values that are named beside any other string. */
  readonly suggested: readonly unknown[] | undefined;
  readonly fields: ReadonlyMap<string, Spot>;
  readonly required: ReadonlySet<string>;
  /** What a request or an answer never carries, although the schema has it. */
  readonly hides: readonly string[];
  readonly unions: readonly Union[];
  readonly conditions: readonly Condition[];
  /** Every other keyword that constrains. */
  readonly rules: ReadonlyMap<string, Spot>;
  /** What only describes. */
  readonly notes: ReadonlyMap<string, Spot>;
}

export interface Union {
  readonly exclusive: boolean;
  readonly options: readonly Spot[];
}

/** A schema that a value is held against as a whole; of an `if`, with what follows from it. */
export interface Condition extends Spot {
  readonly key: string;
}

export const CONDITIONS: readonly string[] = ['not', 'if', 'contains', 'contentSchema'];

export const IN_SCHEMAS: ReadonlySet<string> = new Set([
  ...['items', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'propertyNames'],
]);

/** Keywords with many schemas: by their names, or their places in a list. */
export const MAPS: ReadonlySet<string> = new Set(['patternProperties', 'dependentSchemas', 'prefixItems']);
