/** What a changelog says of a version: the text under `## 1.2.3`, in brackets or with a date or not. */
export function entryOf(changelog: string, version: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const wanted = version.replace(/[.+]/g, '\\$&');
  const heading = new RegExp(`^\\[?v?${wanted}\\]?(?![\\w.+-])`);
  const found = sections.find((section) => heading.test(section));
  return found?.split('\n').slice(1).join('\n').trim();
}
