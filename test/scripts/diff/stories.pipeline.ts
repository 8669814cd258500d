import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Change } from '../../../scripts/diff/change.ts';
import { lintDocument } from '../../../scripts/lint.ts';
import { ROOT, scratch } from '../generate/support.ts';
import type { Loose } from './cases.ts';
import { diff } from './support.ts';

// The guide to changing the contract, its section on renaming and the lowering of a limit, followed to the letter. How
// an operation is added is followed by worked-example.pipeline.ts.
const folder = scratch('stories');
afterAll(folder.remove);
const guide = readFileSync(join(ROOT, 'docs', 'changing-the-contract.md'), 'utf8');
const contract = parse(readFileSync(join(ROOT, 'openapi', 'openapi.yaml'), 'utf8')) as Loose;

/** A block of the guide, by the words after its language. */
function block(language: string, name: string): string {
  const found = guide.split(`\`\`\`${language} ${name}\n`)[1]?.split('```')[0];
  if (found === undefined) throw new Error(`The guide has no ${language} ${name}.`);
  return found;
}

function write(name: string, document: Loose): string {
  const file = join(folder.path, `${name}.json`);
  writeFileSync(file, JSON.stringify(document, null, 2));
  return file;
}

interface Report {
  readonly impact: string;
  readonly changes: readonly Change[];
}

async function step(before: Loose, after: Loose): Promise<Report> {
  const [base, revision] = [write('base', before), write('revision', after)];
  expect(await lintDocument(revision)).toEqual({ ok: true, problems: [] });
  return JSON.parse((await diff([base, revision, '--format', 'json'])).out);
}

function fields(document: Loose): Loose[] {
  const { parameters } = document.paths['/v1/hood/integrations/{id}'].get;
  return parameters
    .map((parameter: Loose) =>
      parameter.$ref ? document.components.parameters[parameter.$ref.split('/').at(-1)] : parameter,
    )
    .filter((parameter: Loose) => parameter['x-selects-fields'])
    .flatMap(({ schema, example }: Loose) => [
      schema.items.enum ?? document.components.schemas[schema.items.$ref.split('/').at(-1)].enum,
      ...(example ? [example] : []),
    ]);
}

/** Takes a key out of every example of an integration. */
function forget(value: Loose, key: string): void {
  if (typeof value !== 'object' || value === null) return;
  if (typeof value.provider_id === 'string' && typeof value.id === 'string') delete value[key];
  for (const item of Object.values(value)) forget(item, key);
}

describe('the guide', () => {
  test('renames a field in three releases', async () => {
    const both = structuredClone(contract);
    Object.assign(both.components.schemas.Integration.properties, parse(block('yaml', 'rename-add')));
    for (const names of fields(both)) names.push('short_name');
    const added = await step(contract, both);
    expect(added).toMatchObject({ impact: 'minor' });
    expect(added.changes.map(({ message }) => message).join('\n')).toContain(block('console', 'rename-add').trim());

    const deprecated = structuredClone(both);
    Object.assign(deprecated.components.schemas.Integration.properties.name, parse(block('yaml', 'rename-deprecate')));
    const announced = await step(both, deprecated);
    expect(announced).toMatchObject({ impact: 'minor', changes: [{ kind: 'deprecation' }] });
    expect(announced.changes[0]!.message).toContain(block('console', 'rename-deprecate').trim());

    const removed = structuredClone(deprecated);
    const schema = removed.components.schemas.Integration;
    delete schema.properties.name;
    schema.required = schema.required.filter((name: string) => name !== 'name');
    for (const names of fields(removed)) if (names.includes('name')) names.splice(names.indexOf('name'), 1);
    forget(removed, 'name');
    const gone = await step(deprecated, removed);
    expect(gone.impact).toBe('major');
    expect(gone.changes.find(({ kind }) => kind === 'breaking')!.message).toContain(
      block('console', 'rename-remove').trim(),
    );
    expect(gone.changes.some(({ kind }) => kind === 'types')).toBe(true);
  }, 60_000);

  test('lowers a limit', async () => {
    const lower = structuredClone(contract);
    lower['x-rate-limit'].windows[1].limit = 100;
    expect(await step(contract, lower)).toMatchObject({
      impact: 'major',
      changes: [
        {
          kind: 'breaking',
          message: expect.stringContaining(
            'Window `steady` of the limit of the API was 150 calls in 60 s, is 100 calls in 60 s.',
          ),
        },
      ],
    });
  }, 60_000);
});
