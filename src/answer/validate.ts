import { ValidationError } from '../common/errors.ts';
import type { Settings } from '../options/settings.ts';
import { type CallContext, detailsOf, nameOf } from '../request/call.ts';
import { byStatus, namedStatus } from './answer.ts';

/** More would make a message nobody reads; the error holds them all. */
const SHOWN = 3;

/** Judges the data of an answer by the contract. @throws {ValidationError} Unless the client asks for an event. */
export function validate(
  settings: Settings,
  call: CallContext,
  status: number,
  data: unknown,
  fields: readonly string[] | undefined,
): void {
  const validators = settings.validate?.[call.name] ?? {};
  // The default is for what is not documented: a documented status without a validator has nothing to judge.
  const find = namedStatus(call.operation.responses, status) ? namedStatus : byStatus;
  const issues = find(validators, status)?.(data, fields) ?? [];
  if (issues.length === 0) return;
  if (settings.onInvalid === 'event') {
    call.emit?.({ type: 'invalid', issues });
    return;
  }
  const shown = issues.slice(0, SHOWN).map(({ pointer, rule }) => `${pointer || '/'} (${rule})`);
  const more = issues.length > SHOWN ? `, and ${issues.length - SHOWN} more` : '';
  throw new ValidationError(
    `${nameOf(call)} was answered with data that is not as the contract has it: ${shown.join(', ')}${more}. The contract may be out of date: see \`error.issues\`, or set \`onInvalid: 'event'\`.`,
    { ...detailsOf(call), code: 'VALIDATION_FAILED', status },
    issues,
  );
}
