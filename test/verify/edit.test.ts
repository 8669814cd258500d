import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { loadDocument } from '../../scripts/load.ts';
import { type Edit, parsed, spliced, spliceFor } from '../../scripts/verify/edit.ts';
import { patchFor } from '../../scripts/verify/patch.ts';
import type { Verdict } from '../../src/verify/ledger.ts';

function edited(text: string, edit: Edit, isJson: boolean): string | undefined {
  const splice = spliceFor(parsed(text, isJson), edit);
  return splice && spliced(text, [splice]);
}

const YAML = `# The first line.
openapi: 3.1.0 # behind a value

components:
  schemas:
    # Above a key.
    Thing:
      type: object
      required: [id, name, kind] # three
      x-source: inferred
      properties:
        id: { type: string }
        name:
          type: string
          description: |
            Two
            lines.
          maxLength: 9

        kind: { enum: [a, b] }
      oneOf:
        - required: [id]
        # Between items.
        - required:
            - name
            - kind
    Empty: {}
`;
const THING = '/components/schemas/Thing';

test.each<[string, Edit, readonly [from: string, to: string]]>([
  [
    'a value',
    { do: 'set', pointer: `${THING}/x-source`, value: 'verified 2030-01-31' },
    ['x-source: inferred', 'x-source: verified 2030-01-31'],
  ],
  [
    'a value becomes a mapping',
    { do: 'set', pointer: `${THING}/x-source`, value: { type: 'older' } },
    ['x-source: inferred', 'x-source: { type: older }'],
  ],
  [
    'a value becomes a list',
    { do: 'set', pointer: `${THING}/type`, value: ['object', 'null'] },
    ['type: object\n', 'type: [ object, "null" ]\n'],
  ],
  [
    'a key behind others',
    { do: 'put', pointer: `${THING}/properties`, key: 'more', value: { type: 'string' } },
    ['kind: { enum: [a, b] }\n', 'kind: { enum: [a, b] }\n        more: { type: string }\n'],
  ],
  [
    'a key behind a block of text',
    { do: 'put', pointer: `${THING}/properties/name`, key: 'minLength', value: 1 },
    ['maxLength: 9\n', 'maxLength: 9\n          minLength: 1\n'],
  ],
  [
    'a key in braces',
    { do: 'put', pointer: `${THING}/properties/id`, key: 'minLength', value: 1 },
    ['{ type: string }\n', '{ type: string, minLength: 1 }\n'],
  ],
  [
    'a key in empty braces',
    { do: 'put', pointer: '/components/schemas/Empty', key: 'type', value: 'object' },
    ['Empty: {}', 'Empty: { type: object }'],
  ],
  [
    'a key that looks like a number',
    { do: 'put', pointer: '/components', key: '202', value: {} },
    ['    Empty: {}\n', '    Empty: {}\n  "202": {}\n'],
  ],
  [
    'an item in brackets',
    { do: 'append', pointer: `${THING}/properties/kind/enum`, value: 'c' },
    ['[a, b]', '[a, b, c]'],
  ],
  [
    'an item on a line',
    { do: 'append', pointer: `${THING}/oneOf/1/required`, value: 'id' },
    ['- kind\n', '- kind\n            - id\n'],
  ],
  [
    'the first item is taken',
    { do: 'take', pointer: `${THING}/required`, value: 'id' },
    ['[id, name, kind]', '[name, kind]'],
  ],
  [
    'a middle item is taken',
    { do: 'take', pointer: `${THING}/required`, value: 'name' },
    ['[id, name, kind]', '[id, kind]'],
  ],
  [
    'an item on a line is taken',
    { do: 'take', pointer: `${THING}/oneOf/1/required`, value: 'kind' },
    ['            - kind\n', ''],
  ],
  ['a key is dropped', { do: 'drop', pointer: `${THING}/properties/name/maxLength` }, ['          maxLength: 9\n', '']],
  [
    'a block of text is dropped',
    { do: 'drop', pointer: `${THING}/properties/name/description` },
    ['          description: |\n            Two\n            lines.\n', ''],
  ],
  [
    'the last key is dropped',
    { do: 'drop', pointer: `${THING}/oneOf` },
    [
      '      oneOf:\n        - required: [id]\n        # Between items.\n        - required:\n            - name\n            - kind\n',
      '',
    ],
  ],
])('one change, and nothing else: %s', (_, edit, [from, to]) => {
  expect(YAML.split(from)).toHaveLength(2);
  const text = edited(YAML, edit, false);
  expect(text).toBe(YAML.replace(from, () => to));
  expect(() => parse(text!)).not.toThrow();
  const withReturns = (lines: string): string => lines.replaceAll('\n', '\r\n');
  expect(edited(withReturns(YAML), edit, false)).toBe(withReturns(text!));
});

test.each<[string, Edit]>([
  ['a place that is not there', { do: 'set', pointer: `${THING}/title`, value: 'x' }],
  ['a mapping on lines as a value', { do: 'set', pointer: `${THING}/properties`, value: 'x' }],
  ['a key that is there', { do: 'put', pointer: THING, key: 'type', value: 'x' }],
  ['an item of what is no list', { do: 'append', pointer: THING, value: 'x' }],
  ['an item that is not in the list', { do: 'take', pointer: `${THING}/required`, value: 'x' }],
  ['the only item of a list', { do: 'take', pointer: `${THING}/oneOf/0/required`, value: 'id' }],
  ['the only key of an item', { do: 'drop', pointer: `${THING}/oneOf/0/required` }],
])('what cannot be done is left: %s', (_, edit) => {
  expect(edited(YAML, edit, false)).toBeUndefined();
});

test('JSON stays JSON, in its own layout', () => {
  const json = '{\n  "a": { "required": ["id", "name"] },\n  "b": "x"\n}\n';
  const next = (text: string, edit: Edit): string => edited(text, edit, true)!;
  const all = [
    { do: 'put', pointer: '/a', key: 'type', value: 'object' },
    { do: 'take', pointer: '/a/required', value: 'id' },
    { do: 'set', pointer: '/b', value: { c: [1] } },
  ] as const;
  expect(all.reduce(next, json)).toBe('{\n  "a": { "required": ["name"], "type": "object" },\n  "b": {"c":[1]}\n}\n');
});

test('changes of one object are made one after the other, also where nothing is left of a list', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patch-'));
  const file = join(folder, 'api.yaml');
  const lines = [
    ...['openapi: 3.1.0', 'info: { title: One, version: "1" }', 'paths: {}', 'components:', '  schemas:', '    Thing:'],
    ...[
      '      type: object',
      '      required:',
      '        - a',
      '        # between',
      '        - b',
      '      properties:',
    ],
    ...['        a: { type: string, maxLength: 3 }', '        b: { type: string }', ''],
  ];
  writeFileSync(file, lines.join('\n'));
  const thing = '/components/schemas/Thing';
  const wrong = {
    verdict: 'contradicted',
    subject: 'x',
    words: 'x',
    came: 'x',
    owner: thing,
    types: [],
    times: 0,
    against: 1,
  };
  const unknown = { kind: 'field', pointer: thing, subject: 'x' } as const;
  try {
    const { diff, changes, left } = patchFor(loadDocument(file), {
      ...{ date: '2030-01-31', info: {}, source: 'har', left: 0, refused: 0, failure: null },
      ...{ marks: [], answers: [], exchanges: 1, succeeded: 1 },
      verdicts: [
        { ...wrong, pointer: `${thing}/required`, detail: 'a' },
        { ...wrong, pointer: `${thing}/required`, detail: 'b' },
        { ...wrong, pointer: `${thing}/properties/a/maxLength` },
      ] as Verdict[],
      unknowns: [
        { ...unknown, name: 'c' },
        { ...unknown, name: 'd' },
      ],
    });
    expect([changes, left]).toEqual([5, []]);
    const changed = diff.split('\n').filter((line) => /^[-+] /.test(line));
    expect(changed.map((line) => line.replace(/ description.*$/, ' …').replace(/ +/g, ' '))).toEqual([
      ...['- required:', '- - a', '- # between', '- - b', '- a: { type: string, maxLength: 3 }'],
      ...['+ a: { type: string }', '+ c: { …', '+ d: { …'],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
