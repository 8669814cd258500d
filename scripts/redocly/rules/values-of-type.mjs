/** A default, a constant and every member of an enum are values of the schema's own type. */
export function valuesOfType() {
  return {
    Schema(schema, { report, location }) {
      if (schema.type === undefined) return;
      const types = [schema.type].flat().concat(schema.nullable === true ? 'null' : []);
      const check = (value, path) => {
        if (types.some((type) => isOf(type, value))) return;
        report({ message: `Expected a value of type ${types.join(' or ')}.`, location: location.child(path) });
      };
      if (Object.hasOwn(schema, 'default')) check(schema.default, ['default']);
      if (Object.hasOwn(schema, 'const')) check(schema.const, ['const']);
      for (const [index, value] of (schema.enum ?? []).entries()) check(value, ['enum', index]);
      const outside =
        Object.hasOwn(schema, 'default') && Array.isArray(schema.enum) && !schema.enum.includes(schema.default);
      if (outside) report({ message: 'The default is not in the enum.', location: location.child(['default']) });
    },
  };
}

function isOf(type, value) {
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
