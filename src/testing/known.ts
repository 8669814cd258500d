/** Refuses a name that is not known: a misspelt option would silently do nothing. */
export function refuseUnknown(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(
    `Unknown \`${unknown}\` in ${what}. Expected only ${known.map((name) => `\`${name}\``).join(', ')}.`,
  );
}
