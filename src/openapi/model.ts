import type { SecurityScheme } from '../contract.ts';
import { schemasOf } from './components.ts';
import { DocumentReader, type Finding } from './document.ts';
import { readWebhooks } from './inbound.ts';
import type { Json } from './json.ts';
import { type NormalDocument, normalise } from './normalise.ts';
import { type OperationModel, readOperations } from './operations.ts';
import { readSecuritySchemes } from './security.ts';

/** All that is made from a document is made from this. */
export interface Model {
  /** The document in its one form. */
  readonly document: DocumentReader;
  /** Its component schemas. */
  readonly schemas: Json;
  /** Whether any schema has properties that a value of its direction never carries. */
  readonly hides: boolean;
  readonly operations: readonly OperationModel[];
  readonly webhooks: readonly OperationModel[];
  readonly securitySchemes: ReadonlyMap<string, SecurityScheme>;
  /** What cannot be expressed; nothing is left out or changed in meaning that does not stand here. */
  readonly findings: readonly Finding[];
}

/** The model of a bundled document of OpenAPI 3.0 or 3.1, whoever made it. */
export function modelOf(root: Json): Model {
  return modelOfNormal(normalise(root));
}

/** The same, of one that was brought into its form before. */
export function modelOfNormal({ document: root, hides, findings: before }: NormalDocument): Model {
  const findings = new Map(before.map((finding) => [`${finding.pointer} ${finding.message}`, finding]));
  const document = new DocumentReader(root, (pointer, message, mistake) => {
    findings.set(`${pointer} ${message}`, { pointer, message, ...(mistake && { mistake }) });
  });
  const operations = readOperations(document);
  const webhooks = readWebhooks(document);
  const securitySchemes = readSecuritySchemes(document);
  for (const { pointer, unsupported } of operations)
    if (unsupported !== undefined) document.warn(pointer, `${unsupported}; it has no method`);
  return {
    ...{ document, schemas: schemasOf(root), hides, operations, webhooks, securitySchemes },
    get findings() {
      return [...findings.values()];
    },
  };
}
