import type { Finding } from '../diff/change.ts';

/** What a changelog says of a version: the text under `## 1.2.3`, in brackets or with a date or not. */
export function entryOf(changelog: string, version: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const wanted = version.replace(/[.+]/g, '\\$&');
  const heading = new RegExp(`^\\[?v?${wanted}\\]?(?![\\w.+-])`);
  const found = sections.find((section) => heading.test(section));
  return found?.split('\n').slice(1).join('\n').trim();
}

/**
 * What of the changes that break programs the text of a version does not speak of. It has to have one of the names that
 * stand in backticks in the message. What only types see follows from the others, and is asked for where it is alone.
 */
export function unsaid(entry: string, changes: readonly Pick<Finding, 'kind' | 'message' | 'advice'>[]): string[] {
  const breaking = changes.filter(({ kind }) => kind === 'breaking');
  const asked = breaking.length > 0 ? breaking : changes.filter(({ kind }) => kind === 'types');
  const isMarked = /breaking/i.test(entry) || asked.length === 0;
  const words = new Set(entry.split(/[^\p{L}\p{N}_$/{}:.-]+/u).map((word) => word.replace(/[.:]+$/, '')));
  const missing = asked.filter(({ message }) => {
    const names = [...message.replace(/ Met by .*/, '').matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) =>
      name.split(' '),
    );
    return !names.some((name) => words.has(name));
  });
  return [
    ...(isMarked ? [] : ['that it breaks programs: begin a line with `**Breaking:**`.']),
    ...missing.map(({ message, advice }) => `${message} ${advice}`),
  ];
}
