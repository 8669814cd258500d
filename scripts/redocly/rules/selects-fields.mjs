import { schemaAt } from './schema-at.mjs';

/** The parameter that selects properties offers exactly those that the answer has, in the form the client sends. */
export function selectsFields() {
  return {
    Operation(operation, { report, resolve, location }) {
      for (const [index, item] of (operation.parameters ?? []).entries()) {
        const { node: parameter } = resolve(item);
        if (parameter?.['x-selects-fields'] === undefined) continue;
        const at = location.child(['parameters', index]);
        const problem = problemOf(operation, parameter, resolve);
        if (problem) report({ message: problem, location: at });
      }
    },
  };
}

function problemOf(operation, parameter, resolve) {
  if (parameter['x-selects-fields'] !== true) return 'Expected `x-selects-fields` to be true, or not to be there.';
  const schema = resolve(parameter.schema ?? {}).node;
  const listed = resolve(schema?.items ?? {}).node?.enum;
  if (
    parameter.in !== 'query' ||
    (parameter.style ?? 'form') !== 'form' ||
    parameter.explode !== false ||
    schema?.type !== 'array' ||
    !listed
  ) {
    return 'A parameter that selects properties is a query parameter: an array of an enum, style form, explode false.';
  }
  const success = Object.entries(operation.responses ?? {}).find(([status]) => status.startsWith('2'))?.[1];
  const body = Object.values(resolve(success ?? {}).node?.content ?? {})[0];
  // Of a page, what is selected is of its items.
  const place = operation['x-pagination']?.items;
  const list = typeof place === 'string' ? schemaAt(body?.schema, place, resolve) : undefined;
  const answer = resolve(list?.items ?? body?.schema ?? {}).node;
  const properties = Object.keys(answer?.properties ?? {});
  const missing = properties.filter((name) => !listed.includes(name));
  const unknown = listed.filter((name) => !properties.includes(name));
  if (missing.length === 0 && unknown.length === 0) return undefined;
  const parts = [
    missing.length > 0 && `misses ${missing.join(', ')}`,
    unknown.length > 0 && `has ${unknown.join(', ')}, which the answer has not`,
  ];
  return `The enum is not the list of the answer's properties: it ${parts.filter(Boolean).join(' and ')}.`;
}
