import { entriesOf, get, getString } from '../../../src/openapi/json.ts';
import type { Model } from '../../../src/openapi/model.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { policyOf } from '../../../src/openapi/rate-limit.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { code, plain } from '../markdown/text.ts';
import { type Block, present, sentences } from './block.ts';

const UNITS = {
  seconds: 'in how many seconds it is over',
  milliseconds: 'in how many milliseconds it is over',
  epoch: 'when it is over, in seconds since 1970',
  'epoch-milliseconds': 'when it is over, in milliseconds since 1970',
} as const;

/** The limits of an operation: a table of windows, and what they mean for a caller. */
export function limitsBlocks({ document }: Model, { rateLimit, source, responses }: OperationModel): Block[] {
  if (!rateLimit) return [];
  const { windows, headers, parallel } = rateLimit;
  const declared = get(source, 'x-rate-limit') ?? get(document.root, 'x-rate-limit');
  const written = responses.flatMap((response) => entriesOf(response.source, 'headers').map(([name]) => name));
  /** A header as the contract writes it where it describes it. */
  const header = (key: 'limit' | 'remaining' | 'reset'): string => {
    const name = getString(get(declared, 'headers'), key) ?? '';
    return code(written.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name);
  };
  return present(
    `Counted together for all operations of class ${code(rateLimit.class)} on one ${plain(rateLimit.scope)}, in ${
      rateLimit.alignment === 'fixed' ? 'windows that begin at fixed times' : 'windows that end now'
    }.`,
    {
      kind: 'table',
      head: ['Window', 'Requests', 'Within'],
      rows: windows.map(({ name, limit, seconds }) => [plain(name), String(limit), inWords(seconds)]),
    },
    headers &&
      `Answers tell of the current window: ${header('limit')} how many requests it allows, ${header('remaining')} how many it still allows, ${header('reset')} ${UNITS[headers.unit ?? 'seconds']}.`,
    sentences(
      '',
      parallel &&
        `A ${code(`Retry-After: ${parallel.retryAfter}`)} means that too many requests were under way at once: wait until one of them ends.`,
      `As the IETF field ${code('RateLimit-Policy')} writes them: ${code(policyOf(windows))}.`,
      sourceInWords(declared),
    ),
  );
}

function inWords(seconds: number): string {
  if (seconds % 60 === 0) return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
