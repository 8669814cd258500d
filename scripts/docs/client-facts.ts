/** What samples must know of this package beside the contract. */
export interface ClientFacts {
  /** The name that programs import. */
  readonly package: string;
  /** The function that makes a client. */
  readonly factory: string;
  /** The name of a client in samples. */
  readonly variable: string;
  /** The environment variable that holds the credential. */
  readonly token: string;
  /** Where a document's generated files are, where the client has no function of its own for it. */
  readonly generated: string | undefined;
  /** The package's command; undefined where it has none, or none for the document. */
  readonly command: string | undefined;
}
