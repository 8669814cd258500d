const KNOWN = new Set(['x-pagination', 'x-rate-limit', 'x-sensitive', 'x-source', 'x-selects-fields', 'x-sunset']);

/** An extension that nothing reads is a misspelt one, or a fact that reaches nobody. */
export function extensionKnown() {
  return {
    any: {
      enter(node, { report, location }) {
        if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
        for (const key of Object.keys(node)) {
          if (!key.startsWith('x-') || KNOWN.has(key) || isHeaderName(location.pointer)) continue;
          report({
            message: `Nothing reads \`${key}\`. Known are ${[...KNOWN].join(', ')}.`,
            location: location.child([key]).key(),
          });
        }
      },
    },
  };
}

/** The keys of these maps are names that the document chooses. */
function isHeaderName(pointer) {
  return /\/(headers|properties|schemas|parameters|examples|patternProperties|\$defs)$/.test(pointer);
}
