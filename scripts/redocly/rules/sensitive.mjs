/** `x-sensitive` is `true`, and stands on a schema: anywhere else nothing would be masked. */
export function sensitive() {
  return {
    any: {
      enter(node, { report, location, type }) {
        if (typeof node !== 'object' || node === null || !Object.hasOwn(node, 'x-sensitive')) return;
        const at = location.child(['x-sensitive']).key();
        if (type?.name !== 'Schema') report({ message: '`x-sensitive` belongs on a schema.', location: at });
        else if (node['x-sensitive'] !== true)
          report({ message: 'Expected `x-sensitive` to be true, or not to be there.', location: at });
      },
    },
  };
}
