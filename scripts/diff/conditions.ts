import { get } from '../../src/openapi/json.ts';
import { isSame, type Node, note, type Pairs, taken } from './found.ts';
import { type Effect, verdictOf } from './keywords.ts';
import { partLabel } from './labels.ts';
import { ANYTHING, type Condition, type Form, type Spot, type Way } from './meaning.ts';

/**
 * Compares what a value is held against as a whole, in whatever order it stands. What follows from an `if` that means
 * the same is compared as any schema is; which way another condition goes, nobody can say.
 */
export function compareConditions(schemas: Pairs, was: Form, is: Form, way: Way, label: string, node: Node): void {
  const [left, right] = [[...was.conditions], [...is.conditions]];
  const means = (one: Condition, other: Condition): boolean =>
    one.key === other.key && isSame(schemas.pair(part(one, one.key), part(other, one.key), way, label));
  for (const [one, other] of taken(left, right, means))
    if (one.key === 'if')
      for (const key of ['then', 'else'])
        node.next.push(schemas.pair(part(one, key), part(other, key), way, partLabel(label, `(${key})`, `\`${key}\``)));
  const say = (effect: Effect, one: Condition | undefined, other: Condition | undefined, verb: string): void => {
    const { key } = (other ?? one)!;
    note(node.found, label)(
      verdictOf(effect, way, 'loosened'),
      [one, other],
      (of) => `\`${key}\` of ${of} ${verb}.`,
      key,
    );
  };
  for (const [one, other] of taken(left, right, ({ key }, { key: now }) => key === now))
    say('other', one, other, 'is another');
  for (const one of left) say('wider', one, undefined, 'was removed');
  for (const other of right) say('narrower', undefined, other, 'was added');
}

function part({ value, pointer }: Condition, key: string): Spot {
  return { value: get(value, key) ?? ANYTHING.value, pointer: `${pointer}/${key}` };
}
