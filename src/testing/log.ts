/** Of moments in their order those from the first one on for which `within` holds; it must hold for all later ones. */
export function since(times: readonly number[], within: (time: number) => boolean): readonly number[] {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (within(times[middle]!)) high = middle;
    else low = middle + 1;
  }
  return times.slice(low);
}
