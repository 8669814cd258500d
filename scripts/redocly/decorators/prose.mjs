import { addProse } from '../../docs/decorate.ts';

/** Puts into descriptions what the reference would show as raw extensions, or not at all. */
export function prose() {
  return { Root: { leave: (root) => addProse(root) } };
}
