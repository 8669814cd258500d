import { isDay } from './sunset.mjs';

const SOURCES = ['example', 'older', 'inferred'];
const EXPECTED = `one of ${SOURCES.join(', ')}, or \`verified YYYY-MM-DD\``;

function isSource(value) {
  if (typeof value !== 'string') return false;
  return SOURCES.includes(value) || (value.startsWith('verified ') && isDay(value.slice('verified '.length)));
}

/** `x-source` says where a fact is from: of the whole object, or of keywords that it has. */
export function source() {
  return {
    any: {
      enter(node, { report, location }) {
        if (typeof node !== 'object' || node === null || !Object.hasOwn(node, 'x-source')) return;
        const problem = problemOf(node, node['x-source']);
        if (problem) report({ message: problem, location: location.child(['x-source']).key() });
      },
    },
  };
}

function problemOf(owner, value) {
  if (typeof value === 'string') return isSource(value) ? undefined : `Expected \`x-source\` to be ${EXPECTED}.`;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'Expected `x-source` to be a string, or a map of keywords.';
  const unknown = Object.keys(value).find((keyword) => !Object.hasOwn(owner, keyword));
  if (unknown !== undefined) return `\`x-source\` speaks of \`${unknown}\`, which is not here.`;
  return Object.values(value).every(isSource) ? undefined : `Expected every value of \`x-source\` to be ${EXPECTED}.`;
}
