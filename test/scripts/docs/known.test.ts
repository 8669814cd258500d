import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { knownPages } from '../../../scripts/docs/html/list-pages.ts';
import type { Site } from '../../../scripts/docs/site.ts';
import { type Checked, readChecked } from '../../../scripts/docs/view/known.ts';
import type { Json } from '../../../src/openapi/json.ts';
import { CLIENT, oneOperation, readJson, siteOf } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'known-'));
afterAll(() => rmSync(folder, { recursive: true }));
const report = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const knownFile = (site: Site, checked: Checked | undefined): string => knownPages(site, checked)[0]!.text!();

/** Every `x-source` of a document, and what it stands in. */
function marks(value: unknown, found: unknown[] = []): unknown[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('x-source' in value) found.push(value['x-source']);
  for (const child of Object.values(value)) marks(child, found);
  return found;
}

describe('what is known', () => {
  const ours = readJson('ours');
  const known = knownFile(siteOf(ours), undefined);

  test('has the open questions of the contract, and every kind of source that it marks', () => {
    expect(known).toContain('## What is not known\n\n- The page of the list of integrations could not be read');
    expect(marks(ours).length).toBeGreaterThan(20);
    for (const words of ['Inferred, not documented', 'From an older rendering', 'seen only in an example'])
      expect(known).toContain(words);
    expect(known).toContain('| The rate limits | every operation | `class` inferred, not documented |');
    expect(known).toContain(
      '| `Integration` | [Integration](index.md#schema-integration) | `required` seen only in an example |',
    );
    expect(known).not.toContain('What was checked');
  });

  test('names each property and parameter that has a source', () => {
    const { schemas, parameters } = ours['components'] as {
      schemas: Record<string, Json>;
      parameters: Record<string, Json>;
    };
    for (const [name, schema] of Object.entries(schemas)) {
      for (const [property, value] of Object.entries((schema['properties'] ?? {}) as Record<string, Json>))
        if ('x-source' in value) expect(known).toContain(`\`${name}.${property}\``);
    }
    for (const parameter of Object.values(parameters))
      if ('x-source' in parameter) expect(known).toContain(`Parameter \`${String(parameter['name'])}\``);
  });

  test('is no page where all is documented, and a page where one thing is not', () => {
    const certain = siteOf(oneOperation({ description: 'Does it.' }), CLIENT);
    expect(knownPages(certain, undefined)).toEqual([]);
    const doubtful = siteOf(oneOperation({ 'x-source': 'inferred' }), CLIENT);
    expect(knownPages(doubtful, undefined)[0]?.main).toContain('Inferred, not documented');
  });

  test('says what a kept report has confirmed, contradicted and answered, with its day', () => {
    const verdicts = [
      { verdict: 'confirmed', subject: '`getIntegration`', words: 'is there' },
      { verdict: 'contradicted', subject: '`Integration.<b>name</b>`', words: 'is always there' },
      { verdict: 'unseen', subject: 'x', words: 'y' },
    ];
    const checked = readChecked(
      report(
        'verified.json',
        JSON.stringify({
          contract: { version: '0.0.9' },
          date: '2026-11-29',
          source: 'live',
          answers: ['A token is asked for.'],
          verdicts,
        }),
      ),
    );
    const text = knownFile(siteOf(ours), checked);
    expect(text).toContain(
      'The contract was checked against the API on 2026-11-29, in version 0.0.9. Claims confirmed: 1; contradicted: 1; not seen: 1.',
    );
    expect(text).toContain('### Answered\n\n- A token is asked for.');
    expect(text).toContain('### Contradicted');
    expect(knownPages(siteOf(ours), checked)[0]!.main).not.toContain('<b>');
  });

  test.each([
    ['no JSON', '{'],
    ['another file', '{"verdicts":1}'],
    ['a list', '[]'],
  ])('takes no %s for a report', (name, text) => {
    expect(readChecked(report(`${name}.json`, text))).toBeUndefined();
    expect(readChecked(join(folder, 'missing.json'))).toBeUndefined();
  });
});
