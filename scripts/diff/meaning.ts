/** A value of a document, and the way to it: a pointer that leads through references. */
export interface Spot {
  readonly value: unknown;
  readonly pointer: string;
}

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
  /** Every other keyword that constrains. */
  readonly rules: ReadonlyMap<string, Spot>;
  /** What only describes. */
  readonly notes: ReadonlyMap<string, Spot>;
}

export interface Union {
  readonly exclusive: boolean;
  readonly options: readonly Spot[];
}

export const IN_SCHEMAS: ReadonlySet<string> = new Set([
  ...['items', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'propertyNames', 'contains'],
]);

/** A form while it is put together. */
export type Draft = { -readonly [K in keyof Form]: Form[K] } & { rules: Map<string, Spot>; notes: Map<string, Spot> };
