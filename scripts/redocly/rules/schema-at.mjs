/** The schema of what a JSON Pointer leads to in a value, through properties; undefined where it leads nowhere. */
export function schemaAt(schema, pointer, resolve) {
  let found = resolve(schema ?? {}).node;
  for (const key of pointer.split('/').slice(1)) {
    const properties = [found, ...(found?.allOf ?? []).map((part) => resolve(part).node)].map(
      (part) => part?.properties,
    );
    const property = properties.find((each) => Object.hasOwn(each ?? {}, unescapeKey(key)))?.[unescapeKey(key)];
    if (property === undefined) return undefined;
    found = resolve(property).node;
  }
  return found;
}

function unescapeKey(key) {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
