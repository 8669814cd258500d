import { ValidationError } from '../common/errors.ts';
import type { Settings } from '../options/settings.ts';
import { type CallContext, errorOf } from '../request/call.ts';
import { byStatus, namedStatus } from './answer.ts';

/** More would make a message nobody reads; the error holds them all. */
const SHOWN = 3;

/**
 * Judges a body before it is sent, or with a `status` the data of an answer, by the contract.
 *
 * @throws {ValidationError} Unless the client asks for an event.
 */
export function validate(
  settings: Settings,
  call: CallContext,
  value: unknown,
  status?: number,
  fields?: readonly string[] | undefined,
): void {
  const validators = settings.validate?.[call.plan.name] ?? {};
  const of = status === undefined ? 'body' : 'answer';
  // The default is for what is not documented: a documented status without a validator has nothing to judge.
  const find = status && namedStatus(call.plan.operation.responses, status) ? namedStatus : byStatus;
  const issues = (status ? find(validators, status) : validators['body'])?.(value, fields) ?? [];
  if (issues.length === 0) return;
  if (settings.onInvalid === 'event') {
    call.emit?.({ type: 'invalid', of, issues });
    return;
  }
  const shown = issues.slice(0, SHOWN).map(({ pointer, rule }) => `${pointer || '/'} (${rule})`);
  const more = issues.length > SHOWN ? `, and ${issues.length - SHOWN} more` : '';
  const [happened, advice] =
    of === 'body'
      ? ['was not sent: its body is', 'Correct the body']
      : ['was answered with data that is', 'The contract may be out of date'];
  throw errorOf(
    call,
    ValidationError,
    `${happened} not as the contract has it: ${shown.join(', ')}${more}. ${advice}: see \`error.issues\`, or set \`onInvalid: 'event'\`.`,
    { code: 'VALIDATION_FAILED', status },
    issues,
  );
}
