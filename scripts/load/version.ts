import { DocumentError, quoted, start } from './error.ts';
import { placesIn } from './file.ts';

/** @throws {DocumentError} Where a document is of another version than those that are read: what was found, what to do. */
export function checkVersion(file: string, root: unknown): void {
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    throw new DocumentError(
      'This is no OpenAPI document: expected a mapping with `openapi`, `info` and `paths`.',
      start(file),
    );
  }
  const { openapi, swagger } = root as { readonly openapi?: unknown; readonly swagger?: unknown };
  const refuse = (key: string, message: string): never => {
    throw new DocumentError(message, placesIn(file)(`/${key}`));
  };
  if (typeof openapi === 'string' && /^3\.[01]\.\d/.test(openapi)) return;
  if (openapi === undefined && swagger !== undefined) {
    refuse(
      'swagger',
      `This document is of Swagger ${quoted(swagger)}; OpenAPI 3.0 and 3.1 are read. Convert it first, for example with \`npx swagger2openapi FILE\`.`,
    );
  }
  if (openapi === undefined) refuse('', 'Expected `openapi`, the version that the document is of, such as 3.1.0.');
  const found = `Found \`openapi: ${quoted(openapi).slice(1)}; 3.0 and 3.1 are read.`;
  const version = String(openapi);
  if (/^3\.[01]$/.test(version))
    refuse('openapi', `${found} Write it with its last number: ${version === '3.0' ? '3.0.3' : '3.1.0'}.`);
  refuse(
    'openapi',
    /^3\.\d/.test(version)
      ? `${found} Write 3.1.0 in its place, and leave out what came later.`
      : `${found} Write 3.1.0, or convert the document.`,
  );
}
