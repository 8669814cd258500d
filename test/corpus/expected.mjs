import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grouped } from './report.mjs';

const FILE = join(import.meta.dirname, 'expected.json');

/** What differs from the known failures: new ones, those that no longer happen, and those that nobody gave a reason. */
export function differences(rows) {
  const expected = read();
  return rows.flatMap(({ name, failures }) => {
    const known = expected[name] ?? {};
    const found = grouped(failures);
    const changed = [...found].flatMap(([group, names]) => {
      const entry = known[group];
      const newcomers = names.filter((each) => !entry?.names.includes(each));
      const lines = newcomers.map((each) => `${name}: new: ${group}: ${each}`);
      return entry?.reason === '' ? [...lines, `${name}: has no reason in expected.json: ${group}`] : lines;
    });
    const gone = Object.entries(known).flatMap(([group, { names }]) =>
      names
        .filter((each) => !found.get(group)?.includes(each))
        .map((each) => `${name}: no longer happens, remove it from expected.json: ${group}: ${each}`),
    );
    return [...changed, ...gone];
  });
}

/** Writes what failed as known. A reason that stands there stays; a new failure waits for one. */
export function accept(rows) {
  const expected = read();
  for (const { name, failures } of rows) {
    const known = expected[name] ?? {};
    const entries = [...grouped(failures)].map(([group, names]) => [
      group,
      { reason: known[group]?.reason ?? '', names },
    ]);
    if (entries.length > 0) expected[name] = Object.fromEntries(entries);
    else delete expected[name];
  }
  writeFileSync(FILE, `${JSON.stringify(expected, null, 2)}\n`);
}

/** Why a document's failures are what they are, in words: what its cause's small document says first, or its own. */
export function reasonsOf(name) {
  const known = read()[name] ?? {};
  return (group) => {
    const reason = known[group]?.reason ?? '';
    if (!reason.startsWith('causes/')) return sentence(reason);
    const [first] = readFileSync(join(import.meta.dirname, `${reason}.yaml`), 'utf8').split('\n');
    return sentence(first.replace(/^# /, ''));
  };
}

function sentence(text) {
  return text && `${text[0].toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

function read() {
  return JSON.parse(readFileSync(FILE, 'utf8'));
}
