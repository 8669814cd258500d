/** What one build is asked for. */
export interface DocsJob {
  /** The folder of this package. */
  readonly root: string;
  readonly spec: string;
  readonly out: string;
  /** Whether the document is this package's own contract. */
  readonly own: boolean;
  /** Whether the rules of this project apply. */
  readonly lint: boolean;
  /** The folder of the guides, where there is one. */
  readonly guides: string | undefined;
  readonly changelog: string | undefined;
  /** Where a report of `npm run verify` is, if one is kept: beside the document. */
  readonly checked: string;
  /** Where the site will be, with a slash at its end. */
  readonly url: string | undefined;
  /** The language of the document's texts, as HTML names it. */
  readonly language: string;
  /** A path as people at this prompt would write it. */
  readonly shown: (path: string) => string;
  /** Takes what a person should know although the build goes on. */
  readonly warn: (message: string) => void;
}
