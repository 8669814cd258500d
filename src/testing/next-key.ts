/** A key as those that are there are made: the next number, or the first of them with a number behind. */
export function nextKey(ids: readonly unknown[]): unknown {
  const numbers = ids.filter((id) => typeof id === 'number');
  if (numbers.length > 0) return numbers.reduce((most, id) => Math.max(most, id), 0) + 1;
  const digits = ids.filter((id): id is string => typeof id === 'string' && /^\d+$/.test(id));
  // Longer than a number can hold, some of them.
  if (digits.length > 0)
    return String(
      digits
        .map(BigInt)
        .sort((a, b) => (a < b ? -1 : 1))
        .at(-1)! + 1n,
    );
  const count = (ids.length + 1).toString(16);
  const [first = 'item'] = ids.map(String);
  const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(first);
  return uuid ? first.slice(0, -count.length) + count : `${first}-${count}`;
}
