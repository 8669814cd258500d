/** Refuses a name that is not known: a misspelt option would silently do nothing. */
export function refuseUnknown(what: string, given: unknown, known: readonly string[]): void {
  if (typeof given !== 'object' || given === null) throw new TypeError(`Expected ${what} to be an object.`);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(
    `Unknown \`${unknown}\` in ${what}. Expected only ${known.map((name) => `\`${name}\``).join(', ')}.`,
  );
}
