import { contract } from '#generated/contract.js';
import type { components } from '#generated/schema.d.ts';
import { redact as mask } from '../common/redact.ts';

/**
 * A copy of `value` in which every secret that the contract knows in schema `schema` reads `[redacted]`, also in a list or
 * in a result that holds one. Keys stay, and the original is left as it is. Throws nothing.
 *
 * @example
 * console.log(redact('Integration', integration));   // settings: { account_sid: '[redacted]', … }
 */
export function redact<Value>(schema: keyof components['schemas'], value: Value): Value {
  return mask(contract, schema, value) as Value;
}
