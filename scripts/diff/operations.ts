import { compareBodies, compareResponses } from './bodies.ts';
import { compareExtensions } from './extensions.ts';
import { note } from './found.ts';
import { compareNotes } from './notes.ts';
import { notesOf, type Pairing } from './pairing.ts';
import { compareParameters } from './parameters.ts';
import { compareSecurity } from './security.ts';
import { compareServers } from './servers.ts';

/** Compares an operation with all that stands above it filled in. */
export function compareOperation(pairing: Pairing): void {
  const { before, after, name, sent, node } = pairing;
  const add = note(node.found, `\`${name}\``);
  compareNotes(
    notesOf(before.operation.source, before.pointer),
    notesOf(after.operation.source, after.pointer),
    sent,
    add,
    [before.pointer, after.pointer],
  );
  compareParameters(pairing);
  compareBodies(pairing);
  compareResponses(pairing);
  compareSecurity(pairing);
  compareServers(pairing);
  compareExtensions(pairing);
}
