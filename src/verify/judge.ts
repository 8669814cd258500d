import type { Model } from '../openapi/model.ts';
import { lookAtAnswer } from './answered.ts';
import { lookAtEffects, lookAtParameters, lookAtSent } from './asked.ts';
import { claimsOf } from './claims.ts';
import { type Exchange, readExchanges } from './exchange.ts';
import { Ledger, type Unknown, type Verdict } from './ledger.ts';
import { limitClaims, lookAtLimits } from './limits.ts';
import { listClaims, lookAtLists } from './lists.ts';
import { type Mark, marksOf } from './marks.ts';
import { openAnswers } from './open.ts';
import { SchemaReader } from './schema.ts';

/** What evidence says of a contract. */
export interface Findings {
  readonly verdicts: readonly Verdict[];
  /** What becomes of each `x-source`. */
  readonly marks: readonly Mark[];
  readonly unknowns: readonly Unknown[];
  /** What the contract leaves open and was seen, in sentences. */
  readonly answers: readonly string[];
  /** How many exchanges are of the contract, and how many of these succeeded. */
  readonly exchanges: number;
  readonly succeeded: number;
}

/** Compares what came with all that a contract says. Reads nothing and asks nobody. */
export function judge(model: Model, exchanges: readonly Exchange[], keepIds = false): Findings {
  const reader = new SchemaReader(model);
  const ledger = new Ledger();
  const known = new Set<string>();
  for (const operation of model.operations)
    ledger.declare([...claimsOf(model, reader, operation, known), ...listClaims(operation), ...limitClaims(operation)]);
  const all = readExchanges(model, exchanges, keepIds);
  for (const read of all)
    for (const seen of [
      ...lookAtAnswer(model, reader, read),
      ...lookAtParameters(reader, read),
      ...lookAtSent(reader, read),
    ])
      ledger.see({ ...seen, by: read.label });
  for (const sight of [...lookAtLists(model, all), ...lookAtLimits(all), ...lookAtEffects(all)]) ledger.see(sight);
  const { verdicts, unknowns } = ledger;
  return {
    ...{ verdicts, marks: marksOf(model.document.root, verdicts), unknowns },
    ...{ answers: openAnswers(all), exchanges: all.length, succeeded: all.filter(({ succeeded }) => succeeded).length },
  };
}
