const COLUMNS = [
  ['document', ({ name }) => name],
  ['maker, package', ({ maker, package: from }) => `${maker}, ${from}`],
  ['kB', ({ kilobytes }) => kilobytes],
  ['OpenAPI', ({ openapi }) => openapi],
  ['operations', ({ operations }) => operations],
  ['CPU s', ({ seconds }) => seconds],
  ['MB', ({ megabytes }) => megabytes],
  ['errors 5.9', ({ errors59 }) => errors59],
  ['errors 7', ({ errors7 }) => errors7],
  ['answered', ({ answered, called }) => (called === undefined ? undefined : `${answered}/${called}`)],
  ['warnings', ({ warnings }) => warnings.length],
];
/** A group names this many of its members; `--json` has all. */
const NAMED = 12;

export function tableOf(rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const head = [COLUMNS.map(([title]) => title), COLUMNS.map(() => '---')];
  return [...head, ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row) ?? 'none'))].map(line).join('\n');
}

/** All rows in a sentence. */
function summaryOf(rows) {
  const sum = (number) => rows.reduce((total, row) => total + (number(row) ?? 0), 0);
  const count = (has) => rows.filter(has).length;
  return [
    `${rows.length} documents, ${sum(({ operations }) => operations)} operations`,
    `${count(({ errors59, errors7 }) => errors59 === 0 && errors7 === 0)} type-check`,
    `${sum(({ answered }) => answered)} of ${sum(({ called }) => called)} calls answered`,
    `${count(({ called, answered }) => called > 0 && called === answered)} with all calls answered`,
    `${count(({ failures }) => failures.length === 0)} with no failure at all; ${sum(({ warnings }) => warnings.length)} warnings.`,
  ].join(', ');
}

/** All documents as a page of the guides, which hides nothing of what failed. */
export function pageOf(rows, reasonsOf) {
  const failed = rows
    .filter(({ failures }) => failures.length > 0)
    .map(({ name, failures }) => {
      const reasons = reasonsOf(name);
      const lines = [...grouped(failures)].map(
        ([group, names]) =>
          `  - ${shortly(group)}: ${names.map((each) => `\`${each}\``).join(', ')}. ${reasons(group)}`,
      );
      return `- **${name}**\n${lines.join('\n')}\n`;
    });
  return `# Public documents

What the generator, the client and the emulator make of the OpenAPI documents of others, as npm packages carry them. Made
by \`npm run corpus -- --accept\` on ${new Date().toISOString().slice(0, 10)}; \`npm run corpus\` compares with it, and CI runs a small part of it.

${summaryOf(rows)}

Of each document up to 40 operations are called with values made from their schemas, and the emulator answers from the same
document. Types are checked by TypeScript 5.9 and 7 with
library checks on. Seconds are CPU time of one run of the generator, validators included, without lint.

${tableOf(rows)}

## What fails, and why

"Answers against their validators" are examples of the documents that their own schemas refuse: with \`validate\` on, a
test against the emulator would name them.

${failed.join('')}`;
}

/** A regular expression is nothing to read, and is no Markdown. */
function shortly(group) {
  return group.replace(/(pattern|to match) ?:? .*/, '$1 …').replace(/,$/, '');
}

/** Every failure by name, and the generator's sentences with their counts. */
export function failuresOf(rows) {
  return rows
    .filter(({ failures, warnings }) => failures.length + warnings.length > 0)
    .map(({ name, failures, warnings }) => {
      const failed = [...grouped(failures)].map(([group, names]) => `- ${group} (${names.length}): ${listed(names)}`);
      const said = [...countsOf(warnings)].map(([sentence, count]) => `- warned ${count} times: ${sentence}`);
      return `\n## ${name}\n\n${[...failed, ...said].join('\n')}`;
    })
    .join('\n');
}

/** The names of what failed, by what went wrong. */
export function grouped(failures) {
  const groups = new Map();
  for (const { kind, name, reason } of failures) {
    const group = `${kind}: ${reason}`;
    groups.set(group, [...new Set([...(groups.get(group) ?? []), name])]);
  }
  return groups;
}

function countsOf(sentences) {
  const counts = new Map();
  for (const sentence of sentences) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  return counts;
}

function listed(names) {
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}
