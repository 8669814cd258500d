import { harmless } from '../load/error.ts';
import type { Change, Finding, Kind } from './change.ts';
import type { Report } from './compare.ts';
import { compareVersions, isVersion } from './version.ts';

export type Format = 'text' | 'markdown' | 'json';

const TITLES: Readonly<Record<Kind, string>> = {
  breaking: 'Breaking',
  types: 'Breaking for types',
  deprecation: 'Deprecated',
  addition: 'Added',
  fix: 'Corrected',
  docs: 'Documentation only',
};

export function render(report: Report, format: Format): string {
  return { json, markdown, text }[format](report);
}

/** Whether the version of the revision is at least what its changes ask for; what is no version asks for none. */
export function isBumped({ nextVersion, versions }: Report): boolean {
  if (nextVersion === undefined) return true;
  return isVersion(versions.revision) && compareVersions(versions.revision, nextVersion) >= 0;
}

function json({ impact, nextVersion, changes }: Report): string {
  const found = changes.map(({ impact, kind, pointer, message }): Change => ({ impact, kind, pointer, message }));
  return `${JSON.stringify({ impact, nextVersion: nextVersion ?? null, changes: found }, null, 2)}\n`;
}

function text(report: Report): string {
  const parts = groups(report).map(([kind, findings]) => {
    const items = findings.map(({ message, file, line, pointer, advice }) =>
      [
        `  ${message}`,
        `    ${harmless(`${file}:${line} ${pointer}`)}`,
        ...(advice ? [`    To do: ${advice}`] : []),
      ].join('\n'),
    );
    return `${TITLES[kind]} (${findings[0]!.impact})\n${items.join('\n')}\n`;
  });
  return [...parts, `${summary(report)}\n`].join('\n');
}

function markdown(report: Report): string {
  const parts = groups(report).map(([kind, findings]) => {
    const items = findings.map(
      ({ message, advice }) => `- ${asMarkdown([message, advice].filter(Boolean).join(' '))}\n`,
    );
    return `### ${TITLES[kind]}\n\n${items.join('')}`;
  });
  return parts.length > 0 ? parts.join('\n') : 'No changes of the contract.\n';
}

/** What the changes ask for, and whether it was done. */
export function summary(report: Report): string {
  const { impact, nextVersion, versions, changes } = report;
  if (changes.length === 0) return `No changes since ${versions.base}.`;
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}, ${impact}`;
  if (nextVersion === undefined)
    return `${count}. The version of the base, ${harmless(versions.base) || 'which has none'}, is none such as 1.2.3, so that nobody can say which comes next.`;
  const asks = `${count}: after ${versions.base} comes at least ${nextVersion}.`;
  if (isBumped(report)) return `${asks} The version is ${versions.revision}.`;
  return `${asks} The version is ${versions.revision}: set \`info.version\` of the contract to ${nextVersion}.`;
}

function groups({ changes }: Report): [Kind, Finding[]][] {
  const found = new Map<Kind, Finding[]>();
  for (const change of changes) found.set(change.kind, [...(found.get(change.kind) ?? []), change]);
  return [...found];
}

/** Text of a document is neither HTML nor a link of its own making. */
function asMarkdown(text: string): string {
  return text.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;')).replace(/([[\]!])/g, '\\$1');
}
