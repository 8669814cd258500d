import { schemaAt } from './schema-at.mjs';

/** What `x-pagination` names is there: its parameters, of a type that counts, and its places in the answer. */
export function pagination() {
  return {
    Operation(operation, { report, resolve, location }) {
      const declared = operation['x-pagination'];
      if (typeof declared !== 'object' || declared === null) return;
      const problem = problemOf(operation, declared, resolve);
      if (problem) report({ message: problem, location: location.child(['x-pagination']) });
    },
  };
}

function problemOf(operation, { by, parameter, size, items, total, next, first }, resolve) {
  const counted = by === 'page' || by === 'offset';
  if (by === 'link' ? parameter !== undefined : parameter === undefined)
    return by === 'link'
      ? 'A link needs no `parameter`: it is followed as it comes.'
      : `Pages by ${by} need a \`parameter\`.`;
  if (by === 'cursor' && next === undefined)
    return 'Pages by cursor need `next`, the place of the cursor in the answer.';
  if (counted && next !== undefined) return `Pages by ${by} need no \`next\`: they are counted.`;
  if (first !== undefined && by !== 'page') return 'Only pages by page have a number that is the `first`.';
  const parameters = (operation.parameters ?? []).map((item) => resolve(item).node);
  for (const name of [parameter, size]) {
    if (name === undefined) continue;
    const found = parameters.find((each) => each?.name === name && each.in !== 'path');
    if (!found) return `The operation has no parameter \`${name}\`.`;
    const schema = resolve(found.schema ?? {}).node;
    const pair = parameter === size;
    const unit = pair ? resolve(schema?.items ?? {}).node?.type : schema?.type;
    if (pair && schema?.type !== 'array') return `\`${name}\` takes number and size, so it is an array of both.`;
    if ((counted || name === size) && unit !== 'integer') return `Expected \`${name}\` to be of type integer.`;
  }
  const success = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1];
  const body = Object.values(resolve(success ?? {}).node?.content ?? {})[0]?.schema;
  const list = schemaAt(body, items, resolve);
  if (list?.type !== 'array' || list.items === undefined) return '`items` does not lead to an array in the answer.';
  for (const [name, place] of Object.entries({ total, next }))
    if (place !== undefined && schemaAt(body, place, resolve) === undefined)
      return `\`${name}\` leads nowhere in the answer.`;
  return undefined;
}
