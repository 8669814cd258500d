import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placesIn } from '../../scripts/load/file.ts';
import { escapeKey } from '../../src/openapi/pointer.ts';

const folder = mkdtempSync(join(tmpdir(), 'places-'));
afterAll(() => rmSync(folder, { recursive: true }));

function pointersOf(value: unknown, pointer = ''): string[] {
  const inside = Object.entries(Object(value) as object).flatMap(([key, item]) =>
    typeof value === 'object' ? pointersOf(item, `${pointer}/${escapeKey(key)}`) : [],
  );
  return [pointer, ...inside];
}

// YAML's parser, which reads JSON as well, judges the quicker one.
test('a place in JSON is where it is in the same text read as YAML', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify({ root: value }, null, indent);
      const [json, yaml] = ['a.json', 'a.yaml'].map((name) => {
        const file = join(folder, name);
        writeFileSync(file, text);
        return placesIn(file);
      });
      for (const pointer of [...pointersOf({ root: value }), '/root/none/below', '/none']) {
        const { line, column } = json!(pointer);
        expect([pointer, line, column]).toEqual([pointer, yaml!(pointer).line, yaml!(pointer).column]);
      }
    }),
    { numRuns: 100 },
  );
});
