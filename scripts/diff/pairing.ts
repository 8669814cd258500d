import type { Model } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import type { Node, Subject } from './found.ts';
import type { Spot, Way } from './meaning.ts';
import type { Schemas } from './schemas.ts';

/** What one side has of an operation: its value is the operation itself. */
export interface Side extends Spot {
  readonly model: Model;
  readonly operation: OperationModel;
  readonly item: Spot;
}

/** Everything that is looked at of one operation that both documents have. */
export interface Pairing {
  readonly schemas: Schemas;
  readonly before: Side;
  readonly after: Side;
  /** `GET /books`. */
  readonly name: string;
  /** What is sent there goes this way: for what the API calls, it is what callers read. */
  readonly sent: Way;
  readonly node: Node;
}

/** What is said of the operation as a whole, or where both sides have it from the document, of the API. */
export function ofOperation({ before, after, name, sent, node }: Pairing, isWhole = false): Subject {
  return { label: isWhole ? 'the API' : `\`${name}\``, way: sent, node, was: before, is: after };
}
