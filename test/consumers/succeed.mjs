/** What a program said that ended well. */
export function succeed({ code, out, err }) {
  if (code !== 0) throw new Error(`exit ${code}\n${out}${err}`);
  return out;
}
