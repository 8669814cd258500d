import { get } from '../../src/openapi/json.ts';
import { isSame, type Pairs, type Subject, say, taken } from './found.ts';
import { type Effect, verdictOf } from './keywords.ts';
import { partLabel } from './labels.ts';
import { ANYTHING, type Condition, type Form, type Spot } from './meaning.ts';

/**
 * Compares what a value is held against as a whole, in whatever order it stands. What follows from an `if` that means
 * the same is compared as any schema is; which way another condition goes, nobody can say.
 */
export function compareConditions(schemas: Pairs, owner: Subject, before: Form, after: Form): void {
  const { label, way, node } = owner;
  const [left, right] = [[...before.conditions], [...after.conditions]];
  const means = (one: Condition, other: Condition): boolean =>
    one.key === other.key && isSame(schemas.pair(part(one, one.key), part(other, one.key), way, label));
  for (const [one, other] of taken(left, right, means))
    if (one.key === 'if')
      for (const key of ['then', 'else'])
        node.next.push(schemas.pair(part(one, key), part(other, key), way, partLabel(label, `(${key})`, `\`${key}\``)));
  const found = (effect: Effect, was: Condition | undefined, is: Condition | undefined, verb: string): void => {
    const { key } = (is ?? was)!;
    say({ node, was, is }, verdictOf(effect, way, 'loosened'), `\`${key}\` of ${label} ${verb}.`, key);
  };
  for (const [one, other] of taken(left, right, ({ key }, { key: now }) => key === now))
    found('other', one, other, 'is another');
  for (const one of left) found('wider', one, undefined, 'was removed');
  for (const other of right) found('narrower', undefined, other, 'was added');
}

function part({ value, pointer }: Condition, key: string): Spot {
  return { value: get(value, key) ?? ANYTHING.value, pointer: `${pointer}/${key}` };
}
