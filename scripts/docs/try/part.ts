import type { Contract } from '../../../src/contract.ts';
import type { Json } from '../../../src/openapi/json.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import type { AnyCredentials } from '../../../src/options/client-options.ts';
import type { Answer } from '../../../src/testing/answers.ts';
import type { ClientFacts } from '../samples/client.ts';
import type { SampleRequest } from '../samples/request.ts';

/** What a page holds of one operation: JSON, made with the site, of nothing that the operation does not reach. */
export interface Part {
  /** The operation's method, and its key in `contract.operations`. */
  readonly name: string;
  /** What the client works by. */
  readonly contract: Contract;
  /** Where the client calls, where the contract names no place that it could call. */
  readonly baseUrl?: string;
  /** A credential for each security scheme that takes one. */
  readonly credentials: AnyCredentials;
  /** What the emulator works by: servers, the schemas of what is sent, and the operation. */
  readonly document: Json;
  readonly operation: OperationModel;
  /** What the contract says of a status, by the status; or another status, of which it says the same. */
  readonly answers: Readonly<Record<string, Answer | string>>;
  /** The status whose answer is what was sent, with the example's values in the place of all else. */
  readonly echo?: number;
  /** One for each parameter of the operation. */
  readonly fields: readonly Field[];
  readonly body?: BodyField;
  /** What the call as code is written with. */
  readonly client: ClientFacts;
  readonly request: Pick<SampleRequest, 'authorized'> & Partial<Pick<SampleRequest, 'answer' | 'elsewhere'>>;
}

/** How a parameter is asked for. */
export interface Field {
  /**
   * `one`: one of `options`; `some`: any number of them; `open`: text, with `options` as proposals; `list`: texts with
   * commas between; `json`: what no line of text can hold.
   */
  readonly kind: 'one' | 'some' | 'open' | 'list' | 'json';
  readonly options: readonly unknown[];
  /** Whether what is written as a number or a boolean is one. */
  readonly typed: boolean;
  /** What it is filled in with. */
  readonly value?: unknown;
  /** What it could be. */
  readonly example?: unknown;
}

/** How a body is asked for. */
export interface BodyField {
  /** Whether the text is JSON, and the client is given its value; else it is given the text, or a file of it. */
  readonly kind: 'json' | 'text' | 'file';
  readonly text: string;
}
