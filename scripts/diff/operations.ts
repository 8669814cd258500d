import { compareBodies, compareResponses } from './bodies.ts';
import { compareWords } from './notes.ts';
import { ofOperation, type Pairing } from './pairing.ts';
import { compareParameters } from './parameters.ts';
import { compareLimits } from './rate-limit.ts';
import { compareSecurity } from './security.ts';
import { compareServers } from './servers.ts';

/** Compares an operation with all that stands above it filled in. */
export function compareOperation(pairing: Pairing): void {
  const { before, after } = pairing;
  compareWords(ofOperation(pairing));
  const path = { label: `path \`${after.operation.path}\``, was: before.item, is: after.item };
  compareWords({ ...ofOperation(pairing), ...path });
  compareParameters(pairing);
  compareBodies(pairing);
  compareResponses(pairing);
  compareLimits(pairing);
  if (pairing.sent === 'answer') return;
  compareSecurity(pairing);
  compareServers(pairing);
}
