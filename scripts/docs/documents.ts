import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { stringify } from 'yaml';
import type { Json } from '../../src/openapi/json.ts';
import type { LoadedDocument } from '../load.ts';

/** A document larger than this is written without spaces, and only once: JSON is YAML. */
const MOST_BYTES = 1_000_000;

/** The document itself: as YAML with its comments where it was written so, and as JSON. */
export function documentFiles({ file, files }: LoadedDocument, bundled: Json): Map<string, string> {
  const json = JSON.stringify(bundled);
  if (json.length > MOST_BYTES) return new Map([['openapi.json', json]]);
  const written = files.size === 1 && extname(file) !== '.json';
  const yaml = written
    ? readFileSync(file, 'utf8')
    : stringify(bundled, { lineWidth: 120, aliasDuplicateObjects: false });
  return new Map([
    ['openapi.json', `${JSON.stringify(bundled, null, 2)}\n`],
    ['openapi.yaml', yaml],
  ]);
}
