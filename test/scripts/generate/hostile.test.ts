import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { filesOf, generate, type Run, scratch, typeCheck } from './support.ts';

const MARKER = 'CANARY';
/** Ways out of a string, a template, a comment or a line. The letters around keep names that are derived apart. */
const ATTACKS = [
  `x' + ${MARKER} + 'y`,
  `x" + ${MARKER} + "y`,
  `x\` + ${MARKER} + \`y`,
  `x\${${MARKER}+1}y`,
  `x*/ ${MARKER}; /*y`,
  `x\n${MARKER};\n//y`,
  `x\r${MARKER};\r//y`,
  `x\u2028${MARKER};\u2029//y`,
  `x\\' + ${MARKER} + \\'y`,
  `x\\" + ${MARKER} + \\"y`,
  `x']; ${MARKER}; ['y`,
  `x} ${MARKER} {y`,
  `x</script>${MARKER}y`,
];
const SPECIAL = ['__proto__', 'constructor', 'prototype', 'toString', 'then', 'hasOwnProperty'];

const folder = scratch('hostile');
afterAll(folder.remove);
let run: Run;
let files: Record<string, string>;

beforeAll(async () => {
  const spec = join(folder.path, 'spec.json');
  writeFileSync(spec, JSON.stringify(document()));
  run = await generate(['--spec', spec, '--out', join(folder.path, 'out'), '--no-lint']);
  files = run.code === 0 ? filesOf(join(folder.path, 'out')) : {};
});

/** Every place of a document from which text reaches what is generated. */
function document(): object {
  const paths = [...ATTACKS, ...SPECIAL].map((text, index) => [
    `/${index}/${text}/{${text}}`,
    { post: operation(text, index) },
  ]);
  const schemas = [...ATTACKS, ...SPECIAL].map((text) => [text, schema(text)]);
  const [all] = [ATTACKS.join(' ')];
  return {
    openapi: '3.1.0',
    info: { title: all, version: all, description: all },
    servers: ATTACKS.map((text) => ({
      url: `https://{v}.example/${text}`,
      description: text,
      variables: { v: { default: text } },
    })),
    tags: ATTACKS.map((name) => ({ name, description: name })),
    paths: Object.fromEntries(paths),
    components: {
      schemas: Object.fromEntries(schemas),
      securitySchemes: Object.fromEntries(
        [...ATTACKS, ...SPECIAL].map((text) => [text, { type: 'apiKey', in: 'header', name: text, description: text }]),
      ),
    },
  };
}

function operation(text: string, index: number): object {
  const reference = {
    $ref: `#/components/schemas/${encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'))}`,
  };
  const media = { schema: reference, examples: { [text]: { summary: text, value: { [text]: text } } } };
  const limit = { scope: text, class: text, windows: [{ name: text, limit: 1, seconds: 1 }] };
  return {
    operationId: index % 2 === 0 ? text : undefined,
    summary: text,
    description: text,
    tags: [text],
    externalDocs: { url: text, description: text },
    security: [{ [text]: [] }],
    deprecated: true,
    'x-rate-limit': { ...limit, headers: { limit: text, remaining: text, reset: text } },
    'x-source': text,
    parameters: [
      {
        name: text,
        in: 'path',
        required: true,
        description: text,
        schema: { type: 'string', enum: [text], default: text },
      },
      {
        name: `q${text}`,
        in: 'query',
        description: text,
        example: text,
        schema: { type: 'string', pattern: text, format: text },
      },
      { name: `h${text}`, in: 'header', 'x-source': { [text]: text }, content: { [text]: { schema: reference } } },
    ],
    requestBody: { description: text, content: { [`application/${text}+json`]: media, 'application/json': media } },
    responses: {
      200: { description: text, headers: { [text]: { schema: reference } }, content: { 'application/json': media } },
      201: {
        description: text,
        content: { 'application/json': { schema: schema(text), example: [text, { [text]: text }] } },
      },
      202: { description: text, content: { [`text/${text}`]: media } },
      400: { description: text, content: { 'application/json': media } },
      default: {
        description: text,
        content: { 'application/json': { schema: { enum: [text, 1, null] }, example: text } },
      },
    },
  };
}

function schema(text: string): object {
  return {
    type: 'object',
    title: text,
    description: text,
    'x-source': text,
    'x-sensitive': true,
    required: [text],
    discriminator: { propertyName: text, mapping: { [text]: '#/components/schemas/then' } },
    properties: {
      [text]: { type: 'string', title: text, description: text, default: text, examples: [text], pattern: text },
      [`e${text}`]: { type: 'string', enum: [text, `${text}2`], description: text, 'x-source': { enum: text } },
      [`c${text}`]: { const: text, deprecated: true },
      [`o${text}`]: { anyOf: [{ type: 'string', enum: [text] }, { type: 'string' }], example: { [text]: text } },
      [`s${text}`]: { type: 'object', 'x-sensitive': true, additionalProperties: { type: 'string', format: text } },
    },
    patternProperties: { [text]: { type: 'string' } },
  };
}

/** Identifiers and loose text with the marker, and what does not parse. */
function escaped(name: string, text: string): string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
  const found = (source as unknown as { parseDiagnostics: ts.Diagnostic[] }).parseDiagnostics.map(
    ({ messageText, start = 0 }) =>
      `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')} at ${text.slice(start, start + 80)}`,
  );
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === MARKER)
      found.push(`${name}: ${text.slice(node.pos - 60, node.end + 20)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('a document full of ways out of strings and comments', () => {
  test('is generated from', () => {
    expect({ code: run.code, err: run.code === 0 ? '' : run.err }).toEqual({ code: 0, err: '' });
  });

  test.each([
    'schema.d.ts',
    'contract.js',
    'contract.d.ts',
    'methods.d.ts',
    'validators.js',
    'validators.d.ts',
    'examples.ts',
  ])('puts nothing of itself into the code of %s', (name) => {
    expect(files[name]).toContain(MARKER);
    expect(escaped(name, files[name]!)).toEqual([]);
  });

  test('becomes types that check', async () => {
    const more = { declaration: true, isolatedDeclarations: true };
    expect(await typeCheck(join(folder.path, 'out'), 'typescript', more)).toEqual({ code: 0, out: '', err: '' });
  });
});
