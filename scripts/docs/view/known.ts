import { readFileSync } from 'node:fs';
import { get, getArray, getString, isObject } from '../../../src/openapi/json.ts';
import { capitalize } from '../../../src/openapi/names.ts';
import { remembered } from '../maps.ts';
import { linkTo, plain, prose } from '../markdown/text.ts';
import type { Site } from '../site.ts';
import { type Block, present, section } from './block.ts';
import type { Context } from './component.ts';
import { type Doubt, doubtsOfOperation, doubtsOfSchemas } from './open.ts';

/** What `npm run verify` found, where its report is kept beside the document; undefined where that is no report. */
export type Checked = Readonly<Record<string, unknown>>;

export function readChecked(file: string): Checked | undefined {
  try {
    const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(report) && Array.isArray(report['verdicts']) ? report : undefined;
  } catch {
    return undefined;
  }
}

/** The section of a description that says what its author does not know, without its heading. */
function openQuestions({ info }: Site): string {
  const about = getString(info, 'description') ?? '';
  const [, questions = ''] = /^#+ *What is not known *#*\n([\s\S]*?)(?=^#|(?![\s\S]))/m.exec(about) ?? [];
  return questions.trim();
}

/** Whether there is nothing to say of what is certain and what is not. */
export function isAllKnown(site: Site): boolean {
  const isCertain = site.operations.every(({ model }) => doubtsOfOperation(site, model).length === 0);
  return openQuestions(site) === '' && isCertain && doubtsOfSchemas(site).size === 0;
}

/** What is not known, what was checked, and where each fact comes from that is not documented. */
export function knownBlocks(context: Context, checked: Checked | undefined): Block[] {
  const { site, to, address } = context;
  const operations = site.operations.flatMap(({ title, path, model }) =>
    doubtsOfOperation(site, model).map((doubt) => ({ ...doubt, of: linkTo(title, to(path)) })),
  );
  const schemas = [...doubtsOfSchemas(site)].flatMap(([name, doubts]) =>
    doubts.map((doubt) => ({ ...doubt, of: linkTo(name, address(name)) })),
  );
  return present(
    section(2, 'What is not known', prose(openQuestions(site))),
    checkedBlocks(site, checked),
    section(2, 'Operations', tableOf(operations, site.operations.length)),
    section(2, 'Schemas', tableOf(schemas)),
  );
}

/** One row for each thing, however many operations have it. */
function tableOf(doubts: readonly (Doubt & { readonly of: string })[], all?: number): Block {
  const places = new Map<string, Set<string>>();
  for (const { name, questions, sources, of } of doubts)
    for (const said of [...questions, ...sources])
      remembered(places, JSON.stringify([name, said]), () => new Set<string>()).add(of);
  const rows = [...places].map(([key, names]) => {
    const [name, said] = JSON.parse(key) as [string, string];
    const where = names.size > 1 && names.size === all ? 'every operation' : [...names].join(', ');
    return [capitalize(name), where, prose(capitalize(said))];
  });
  return { kind: 'table', head: ['What', 'In', 'What is to be said of it'], rows };
}

function checkedBlocks(site: Site, checked: Checked | undefined): Block[] {
  if (!checked) return [];
  const verdicts = getArray(checked, 'verdicts');
  const of = (wanted: string): unknown[] => verdicts.filter((each) => get(each, 'verdict') === wanted);
  const version = getString(get(checked, 'contract'), 'version');
  const other = version === undefined || version === site.version ? '' : `, in version ${plain(version)}`;
  const day = plain(getString(checked, 'date') ?? 'an unknown day');
  const by = { live: 'against the API', har: 'against recorded traffic', emulator: 'against its own emulator' };
  const source = by[getString(checked, 'source') as keyof typeof by] ?? 'in a way that is not said';
  const found = `Claims confirmed: ${of('confirmed').length}; contradicted: ${of('contradicted').length}; not seen: ${of('unseen').length}.`;
  const lines = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
  const wrong = of('contradicted').map(
    (each) => `${prose(getString(each, 'subject') ?? '')} ${prose(getString(each, 'words') ?? '')}`,
  );
  return [
    ...section(2, 'What was checked', `The contract was checked ${source} on ${day}${other}. ${found}`),
    ...section(3, 'Contradicted', lines(wrong)),
    ...section(3, 'Answered', lines(getArray(checked, 'answers').map((answer) => prose(String(answer))))),
  ];
}
