import { addSamples } from '../../docs/decorate.ts';

/** Gives every operation its samples, as `x-codeSamples`, which the reference shows. */
export function samples(client) {
  return { Root: { leave: (root) => addSamples(root, client) } };
}
