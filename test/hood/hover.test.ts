import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';

const FILE = resolve('test/hood/hovered.ts');
// Each `/*name*/` marks what is hovered over: what comes right after it.
const PROGRAM = `
import { createHoodClient, type IntegrationField } from '../../src/index.ts';
const hood = createHoodClient({ token: 't' });
const /*whole*/whole = await hood./*method*/getIntegration({ id: '1161' });
const /*picked*/picked = await hood.getIntegration({ id: '1161', fields: ['id', 'name'] });
export const name = whole./*property*/name;
export const provider = whole./*provider*/provider;
const list: IntegrationField[] = ['id'];
const /*partial*/partial = await hood.getIntegration({ id: '1161', fields: list });
const /*beside*/beside = await hood.getIntegration({ id: '1161' }).withResponse();
for await (const { data: /*each*/each } of hood.each('getIntegration', [{ id: '1161', fields: ['id', 'name'] }])) each;
export { beside, partial, picked };
`;

test('an editor shows plain names, and the prose of the contract', () => {
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => '1',
    getScriptSnapshot: (file) => {
      const text = file === FILE ? PROGRAM : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => resolve('.'),
    getCompilationSettings: () => ({
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      resolveJsonModule: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      lib: [
        'lib.es2023.d.ts',
        'lib.esnext.disposable.d.ts',
        'lib.dom.d.ts',
        'lib.dom.iterable.d.ts',
        'lib.dom.asynciterable.d.ts',
      ],
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  const hover = (mark: string): { text: string; prose: string; tags: string } => {
    const info = service.getQuickInfoAtPosition(FILE, PROGRAM.indexOf(`/*${mark}*/`) + mark.length + 4);
    return {
      text: ts.displayPartsToString(info?.displayParts),
      prose: ts.displayPartsToString(info?.documentation),
      tags: (info?.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`).join('\n'),
    };
  };
  expect(
    service.getSemanticDiagnostics(FILE).map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, ' ')),
  ).toEqual([]);
  expect(hover('whole').text).toBe('const whole: Integration');
  expect(hover('picked').text).toBe('const picked: Pick<Integration, "id" | "name">');
  expect(hover('partial').text).toBe('const partial: Partial<Integration>');
  expect(hover('beside').text).toBe('const beside: Answered<Integration>');
  expect(hover('each').text).toContain('Pick<Integration, "id" | "name">');
  expect(hover('property')).toEqual({
    text: '(property) Integration.name: string',
    prose: 'The name that the account gave to the integration.\n\nLimits: 1 to 100 characters.',
    tags: '@example Example Integration',
  });
  expect(hover('provider').text).toBe('(property) Integration.provider: Provider');
  const method = hover('method');
  expect(method.text).toContain('Promise<Integration>');
  expect(method.prose).toContain('Returns one integration with its provider and its settings.');
  expect(method.prose).toContain('At most 10 requests in 1 s and 150 in 60 s');
  expect(method.tags).toContain('@see https://docs.ocamba.com/');
}, 30_000);
