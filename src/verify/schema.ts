import { isNull } from '../openapi/canonical.ts';
import { getArray, isObject, type Json } from '../openapi/json.ts';
import type { Model } from '../openapi/model.ts';
import { childrenOf, choicesOf, namesIn, resolved } from './children.ts';
import { type Claim, isSight, type Seen, type Sight, sightOf, type Unknown, wrongIn } from './ledger.ts';
import { type Place, presence, rulesOf } from './rules.ts';
import { isName, isWord, schemaOf } from './values.ts';

/** Which properties were asked for, of the objects at a place of the value; the others need not be there. */
export interface Selection {
  readonly at: string;
  readonly names: ReadonlySet<string>;
}

/** Reads schemas and values side by side. */
export class SchemaReader {
  readonly #schemas: Json;

  constructor({ schemas }: Pick<Model, 'schemas'>) {
    this.#schemas = schemas;
  }

  /** All that a schema says, and those in it. */
  claims(schema: unknown, place: Place, seen: Set<string> = new Set()): Claim[] {
    const [found, at] = resolved(this.#schemas, schema, place);
    if (!isObject(found) || seen.has(at.pointer)) return [];
    seen.add(at.pointer);
    const inside = [...childrenOf(found, at), ...choicesOf(found, at)].flatMap(({ schema: child, place: where }) => [
      ...(where.owner === at.owner ? [] : [presence(where)]),
      ...this.claims(child, where, seen),
    ]);
    return [...rulesOf(found, at).map(({ claim }) => claim), ...choiceClaim(found, at), ...inside];
  }

  /** What a value says of a schema; of what it holds beside, where `whole` and nothing says that there may be more. */
  look(schema: unknown, value: unknown, place: Place, selection?: Selection, whole = true): Seen[] {
    const [found, at] = resolved(this.#schemas, schema, place);
    if (!isObject(found)) return [];
    const selected = selection?.at === at.at ? selection.names : undefined;
    const own = rulesOf(found, at).flatMap(({ look }) => look(value, selected) ?? []);
    const parts = childrenOf(found, at).flatMap(({ schema: child, place: where, values }) =>
      values(value).flatMap((each): Seen[] => [
        ...(where.owner === at.owner ? [] : [{ claim: presence(where) }]),
        ...this.look(child, each, where, selection, where.at !== at.at),
      ]),
    );
    const isMistyped = wrongIn(own).some(({ claim }) => claim.pointer === `${at.pointer}/type`);
    // Of one form beside null, that form says what is unknown, and where it would stand.
    const choices = choicesOf(found, at);
    const single = !('properties' in found) && choices.filter((each) => !isNull(each.schema)).length === 1;
    return [
      ...own,
      ...(at.secret ? [] : own.flatMap((sight) => valueBeyond(sight, value))),
      ...(whole && !single && isObject(value) && !isMistyped ? this.#strangers(found, value, at) : []),
      ...parts,
      ...(choices.length > 0 ? this.#choose(found, value, at, selection, whole && single) : []),
    ];
  }

  /** One alternative that fits is enough; where none does, the only one of the value's type tells what is wrong. */
  #choose(schema: Json, value: unknown, place: Place, selection: Selection | undefined, whole: boolean): Seen[] {
    const looked = choicesOf(schema, place).map((child) => {
      const [, { pointer }] = resolved(this.#schemas, child.schema, child.place);
      const seen = this.look(child.schema, value, child.place, selection, whole);
      const wrong = wrongIn(seen);
      const near = wrong.every(({ claim }) => claim.pointer !== `${pointer}/type`);
      return { seen, fits: wrong.length === 0, near };
    });
    const fits = looked.flatMap((each) => (each.fits ? [each.seen] : []));
    const [near, another] = looked.filter((each) => each.near);
    if (fits.length === 0 && near && !another) return near.seen;
    const choice = choiceClaim(schema, place).map((claim) => sightOf(claim, fits.length > 0, value));
    const taken = fits.flat().some((each) => isSight(each) && each.claim.detail === JSON.stringify(value));
    // A list of values beside any text is open: what it has not is no contradiction, but new.
    const isNew = typeof value === 'string' && fits.length > 0 && !taken;
    const others = looked.flatMap((each) => (each.fits || !isNew ? [] : each.seen));
    return [...choice, ...fits.flat(), ...others.filter((each) => !isSight(each) && each.kind === 'value')];
  }

  /** Properties that nothing names and nothing allows. */
  #strangers(schema: Json, value: Json, place: Place): Unknown[] {
    const named = namesIn(this.#schemas, schema);
    if (named === 'any' || place.secret) return [];
    const { subject } = presence(place);
    const strangers = Object.keys(value).filter((name) => !named.has(name));
    return strangers.map((name) => {
      const shown = isName(name) ? name : `a name of ${[...name].length} characters`;
      return { kind: 'field', pointer: place.pointer, name: shown, subject, schema: schemaOf(value[name]) };
    });
  }
}

function choiceClaim(schema: Json, place: Place): Claim[] {
  const keyword = ['anyOf', 'oneOf'].find((each) => getArray(schema, each).length > 0);
  const words = 'has one of the forms that are listed';
  return keyword === undefined ? [] : [{ ...presence(place), pointer: `${place.pointer}/${keyword}`, words }];
}

/** A text that a list of values has not. */
function valueBeyond({ claim, came }: Sight, value: unknown): Unknown[] {
  if (came === undefined || typeof value !== 'string' || !claim.pointer.endsWith('/enum')) return [];
  const name = isWord(value) ? value : came;
  return [{ kind: 'value', pointer: claim.pointer, name, subject: claim.subject }];
}
