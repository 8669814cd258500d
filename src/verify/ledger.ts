import type { Json } from '../openapi/json.ts';
import { both, described, schemaOf } from './values.ts';

/** One thing that the contract says of what the API does. */
export interface Claim {
  /** Where it stands in the normalised document. */
  readonly pointer: string;
  /** Which of several that stand there: the name of a required property, a value of an enum. */
  readonly detail?: string;
  /** The object that it is said in, of which its `x-source` speaks. */
  readonly owner: string;
  /** What it is said of, in words a reader knows. */
  readonly subject: string;
  /** What is said. */
  readonly words: string;
}

/** What became of a claim. */
export interface Verdict extends Claim {
  readonly verdict: 'confirmed' | 'contradicted' | 'unseen';
  /** How often it was confirmed, and how often contradicted. */
  readonly times: number;
  readonly against: number;
  /** The call that first confirmed it, or contradicted it. */
  readonly by?: string;
  /** What came instead. */
  readonly came?: string;
  /** The JSON types of what came instead, where it is a value. */
  readonly types: readonly string[];
}

/** What an answer says of a claim: that it holds, or what came instead. */
export interface Sight {
  readonly claim: Claim;
  readonly came?: string | undefined;
  /** The JSON type of that, where it is a value. */
  readonly type?: string | undefined;
  /** The call that said so. */
  readonly by?: string;
}

/** What came and stands nowhere in the contract. */
export interface Unknown {
  readonly kind: 'field' | 'value' | 'status' | 'media type' | 'body';
  /** The object of the contract where it would stand. */
  readonly pointer: string;
  readonly name: string;
  readonly subject: string;
  /** The schema that it would have. */
  readonly schema?: Json;
  readonly by?: string;
}

export type Seen = Sight | Unknown;

/** What a value says of a claim that it fits, or does not. */
export function sightOf(claim: Claim, fits: boolean, value: unknown): Sight {
  return fits ? { claim } : { claim, came: described(value), type: String(schemaOf(value)['type']) };
}

export function isSight(seen: Seen): seen is Sight {
  return 'claim' in seen;
}

/** What contradicts a claim. */
export function wrongIn(all: readonly Seen[]): Sight[] {
  return all.filter(isSight).filter(({ came }) => came !== undefined);
}

interface Entry {
  readonly claim: Claim;
  times: number;
  against: number;
  by?: string;
  came?: string;
  readonly types: string[];
}

/** All claims, with what was seen of each, and what is unknown. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();
  readonly #unknowns = new Map<string, Unknown>();

  /** Makes a claim known, that may never be seen. */
  declare(claims: Iterable<Claim>): void {
    for (const claim of claims) this.#entry(claim);
  }

  see(seen: Seen): void {
    if (!isSight(seen)) {
      this.#add(seen);
      return;
    }
    const { claim, came, type, by } = seen;
    const entry = this.#entry(claim);
    if (came === undefined) {
      entry.times += 1;
      entry.by ??= by!;
      return;
    }
    if (entry.against === 0) Object.assign(entry, { by, came });
    entry.against += 1;
    if (type !== undefined && !entry.types.includes(type)) entry.types.push(type);
  }

  get verdicts(): Verdict[] {
    return [...this.#entries.values()].map(({ claim, ...seen }) => {
      const verdict = seen.against > 0 ? 'contradicted' : seen.times > 0 ? 'confirmed' : 'unseen';
      return { ...claim, verdict, ...seen };
    });
  }

  get unknowns(): Unknown[] {
    return [...this.#unknowns.values()];
  }

  #entry(claim: Claim): Entry {
    const key = `${claim.pointer} ${claim.detail ?? ''}`;
    const known = this.#entries.get(key) ?? { claim, times: 0, against: 0, types: [] };
    this.#entries.set(key, known);
    return known;
  }

  /** What is unknown in the same place is one, with the schema that all of it has. */
  #add(unknown: Unknown): void {
    const key = [unknown.kind, unknown.pointer, unknown.name].join(' ');
    const known = this.#unknowns.get(key);
    const schema = known?.schema && unknown.schema && both(known.schema, unknown.schema);
    this.#unknowns.set(key, { ...unknown, ...known, ...(schema && { schema }) });
  }
}
