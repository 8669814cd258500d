import type { RateLimit } from '../contract.ts';
import type { OpenApiDocument } from './document.ts';
import { get, getArray, getObject, getString, isObject, type Json } from './json.ts';

const PROPERTY = 'x-rate-limit';

/** The limits that `owner` declares, where it declares any that can be kept. */
export function readRateLimit(document: OpenApiDocument, owner: Json, pointer: string): RateLimit | undefined {
  const value = getObject(owner, PROPERTY);
  if (!value) return undefined;
  const scope = getString(value, 'scope');
  const rateClass = getString(value, 'class');
  const windows = getArray(value, 'windows').flatMap((window) => {
    const name = getString(window, 'name');
    const limit = get(window, 'limit');
    const seconds = get(window, 'seconds');
    return name !== undefined && isCount(limit) && isCount(seconds) && seconds > 0 ? [{ name, limit, seconds }] : [];
  });
  if (scope === undefined || rateClass === undefined || windows.length === 0) {
    document.warn(
      `${pointer}/${PROPERTY}`,
      'declares no limits that can be kept: `scope`, `class` and `windows` are needed',
    );
    return undefined;
  }
  const headers = readHeaders(get(value, 'headers'));
  const retryAfter = get(get(value, 'parallel'), 'retryAfter');
  return {
    scope,
    class: rateClass,
    alignment: get(value, 'alignment') === 'sliding' ? 'sliding' : 'fixed',
    windows,
    ...(headers && { headers }),
    ...(typeof retryAfter === 'number' && { parallel: { retryAfter } }),
  };
}

function readHeaders(value: unknown): RateLimit['headers'] {
  const name = (key: string): string | undefined => getString(value, key)?.toLowerCase();
  const [limit, remaining, reset] = [name('limit'), name('remaining'), name('reset')];
  return isObject(value) && limit && remaining && reset ? { limit, remaining, reset } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** `At most 10 requests in 1 s and 150 in 60 s, shared by …`. */
export function limitsInWords(rate: RateLimit): string {
  const windows = rate.windows.map(
    ({ limit, seconds }, index) => `${limit} ${index === 0 ? 'requests ' : ''}in ${seconds} s`,
  );
  return `At most ${windows.join(' and ')}, shared by all operations of class ${rate.class} on one ${rate.scope}.`;
}
