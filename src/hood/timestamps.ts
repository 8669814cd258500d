import type { Integration } from '#generated/schema.d.ts';
import { invalidOption } from '../common/read-options.ts';

/** A point in time as the API writes it: `YYYY-MM-DD HH:MM:SS`, in GMT, without saying so. */
export type Timestamp = Integration['create_time'];

const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})$/;

/**
 * The point in time of a timestamp. `new Date(text)` would read it in the time zone of the machine.
 *
 * @throws {ConfigurationError} When the text is not of that form, or names a day or time that there is none of.
 * @example
 * parseTimestamp('2024-05-23 06:33:01').toISOString();   // '2024-05-23T06:33:01.000Z'
 */
export function parseTimestamp(text: Timestamp): Date {
  const date = TIMESTAMP.test(text) ? new Date(`${text.replace(' ', 'T')}Z`) : undefined;
  // A Date accepts 30 February and 24:00:00 and moves them; written back they differ.
  if (!date || Number.isNaN(date.getTime()) || formatTimestamp(date) !== text) {
    throw invalidOption('Expected a timestamp `YYYY-MM-DD HH:MM:SS` of a real day and time.', 'INVALID_PARAMETER');
  }
  return date;
}

/**
 * A point in time as the API writes it; parts of a second are left out.
 *
 * @throws {ConfigurationError} When the date is invalid, or its year has not four digits.
 * @example
 * formatTimestamp(new Date(0));   // '1970-01-01 00:00:00'
 */
export function formatTimestamp(date: Date): Timestamp {
  const iso = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  if (!/^\d{4}-/.test(iso)) {
    throw invalidOption('Expected a valid date in a year of four digits.', 'INVALID_PARAMETER');
  }
  return iso.slice(0, 19).replace('T', ' ');
}
