import type { DocumentReader } from '../../../src/openapi/document.ts';
import { get } from '../../../src/openapi/json.ts';
import type { OperationModel } from '../../../src/openapi/operations.ts';
import { policyOf } from '../../../src/openapi/rate-limit.ts';
import { sourceInWords } from '../../generate/describe.ts';
import { blocks, code, plain, table } from './text.ts';

const UNITS = {
  seconds: 'In how many seconds it is over.',
  milliseconds: 'In how many milliseconds it is over.',
  epoch: 'When it is over, in seconds since 1970.',
  'epoch-milliseconds': 'When it is over, in milliseconds since 1970.',
} as const;

/** The limits of an operation: a table of windows, and what they mean for a caller. */
export function limitsText(document: DocumentReader, { rateLimit, source }: OperationModel): string {
  if (!rateLimit) return '';
  const { windows, headers, parallel } = rateLimit;
  return blocks(
    `Counted together for all operations of class ${code(rateLimit.class)} on one ${plain(rateLimit.scope)}, in ${
      rateLimit.alignment === 'fixed' ? 'windows that begin at fixed times' : 'windows that end now'
    }.`,
    table(
      ['Window', 'Requests', 'Within'],
      windows.map(({ name, limit, seconds }) => [plain(name), String(limit), inWords(seconds)]),
    ),
    headers &&
      table(
        ['Response header', 'What it says'],
        [
          [code(nameOf(headers.limit)), 'How many requests the current window allows.'],
          [code(nameOf(headers.remaining)), 'How many it still allows.'],
          [code(nameOf(headers.reset)), UNITS[headers.unit ?? 'seconds']],
        ],
      ),
    parallel &&
      `A ${code(`Retry-After: ${parallel.retryAfter}`)} means that too many requests were under way at once: wait until one of them ends.`,
    `As the IETF field ${code('RateLimit-Policy')} writes them: ${code(policyOf(windows))}.`,
    sourceInWords(get(source, 'x-rate-limit') ?? get(document.root, 'x-rate-limit')),
  );
}

function inWords(seconds: number): string {
  if (seconds % 60 === 0) return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** Header names are kept in lower case, and are written with capitals. */
function nameOf(header: string): string {
  return header.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}
