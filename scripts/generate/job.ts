/** What one run is asked for; `generate.mjs` reads it from the command line. */
export interface Job {
  /** The folder of this package. */
  readonly root: string;
  readonly spec: string;
  readonly out: string;
  /** Whether the rules of this project apply. */
  readonly lint: boolean;
  readonly validators: boolean;
  readonly check: boolean;
  readonly watch: boolean;
  readonly started: number;
  /** The document, as generated files name it. */
  readonly document: string;
  /** The command that makes the files anew. */
  readonly command: string;
  /** Whether the files are made for a place outside this package, and must do without it. */
  readonly standalone: boolean;
  /** A path as people at this prompt would write it. */
  readonly shown: (path: string) => string;
  /** The text of the manifest, of the hashes of what was read and of what was made. */
  readonly manifest: (
    hashes: Iterable<readonly [string, string]>,
    outputs: Iterable<readonly [string, Buffer]>,
  ) => string;
}

/** What a person can correct: told in a sentence, without a stack. */
export class GenerateError extends Error {
  override readonly name = 'GenerateError';
}
