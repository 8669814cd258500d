import { inBoth, type Subject, say } from './found.ts';
import { verdictOf } from './keywords.ts';
import type { Form } from './meaning.ts';
import { changeInWords } from './words.ts';

/** The ends of a range: each has two keywords, and one way in which numbers are inside. */
const ENDS = { minimum: ['exclusiveMinimum', 1], maximum: ['exclusiveMaximum', -1] } as const;

export const BOUNDS: ReadonlySet<string> = new Set(Object.entries(ENDS).flatMap(([key, [strict]]) => [key, strict]));

/** Compares between which numbers a value may be, whichever keyword says it: of two, the tighter one holds. */
export function compareBounds(owner: Subject, before: Form, after: Form): void {
  const { label, way } = owner;
  const areWhole = [before, after].every(
    ({ types }) => types && [...types].every((type) => /^(integer|null)$/.test(type)),
  );
  for (const [name, was, is] of inBoth(boundsOf(before, areWhole), boundsOf(after, areWhole))) {
    const [, inwards] = ENDS[name];
    const change = !was ? 1 : !is ? -1 : (is.limit - was.limit) * inwards || Number(is.isStrict) - Number(was.isStrict);
    if (change === 0) continue;
    const isOther = was && is && was.key !== is.key;
    const said = isOther
      ? `\`${was.key}\` of ${label} was ${was.value}, \`${is.key}\` is ${is.value} now.`
      : changeInWords((is ?? was)!.key, label, was?.value, is?.value);
    const places = { was: was ?? owner.was, is: is ?? owner.is };
    say({ ...owner, ...places }, verdictOf(change > 0 ? 'narrower' : 'wider', way, 'loosened'), said);
  }
}

/** @param areWhole Whether no fraction is allowed: more than 0 is at least 1 then. */
function boundsOf({ rules }: Form, areWhole: boolean) {
  const ends = Object.entries(ENDS) as [keyof typeof ENDS, (typeof ENDS)[keyof typeof ENDS]][];
  return new Map(
    ends.flatMap(([name, [strict, inwards]]) => {
      const bounds = [strict, name].flatMap((key) => {
        const spot = rules.get(key);
        const limit = Number(spot?.value);
        const isNext = areWhole && key === strict && Number.isInteger(limit);
        return spot
          ? [{ ...spot, key, limit: isNext ? limit + inwards : limit, isStrict: key === strict && !isNext }]
          : [];
      });
      const [first, second] = bounds;
      const tightest = first && second && (second.limit - first.limit) * inwards > 0 ? second : first;
      return tightest ? [[name, tightest] as const] : [];
    }),
  );
}
