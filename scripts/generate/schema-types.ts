import { astToString } from 'openapi-typescript/dist/lib/ts.mjs';
import transformSchema from 'openapi-typescript/dist/transform/index.mjs';
import ts from 'typescript';
import { get, type Json } from '../../src/openapi/json.ts';
import { at, decodeFragment } from '../../src/openapi/pointer.ts';
import { GenerateError } from './job.ts';
import type { AddedSchema } from './types-document.ts';

/** The types of a document: of what it has itself, and of the schemas that were added to it. */
export interface SchemaTypes {
  /** The statements of `schema.d.ts`. */
  readonly text: string;
  /** The declaration of each added schema, by its name. */
  readonly added: ReadonlyMap<string, string>;
}

/**
 * The one module that knows openapi-ts. Its `components["schemas"]["Thing"]` becomes a declaration `Thing` of
 * its own to which everything refers, so that an editor shows `Thing` and not a wall of properties.
 *
 * @param document The document as it is made for the library, with the added schemas among its own.
 * @param nameOf The name of the type of each component schema.
 * @param added The component schemas that are not the document's own; their declarations come apart from the rest.
 */
export function generateTypes(
  document: Json,
  nameOf: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, AddedSchema>,
): SchemaTypes {
  const { factory } = ts;
  const nodes = toNodes(document, (schema) =>
    get(schema, 'format') === 'binary' ? factory.createTypeReferenceNode('Blob') : undefined,
  );

  /** Names for references, open enums kept open, and for what callers give, read-only lists and `undefined`. */
  const rewrite = (node: ts.Node, given: boolean): ts.Node => {
    if (node === schemas) return references;
    const visit = (child: ts.Node): ts.Node => rewrite(child, given);
    if (ts.isIndexedAccessTypeNode(node)) {
      const schema = schemaOf(node);
      const name = schema === undefined ? undefined : nameOf.get(schema);
      if (name !== undefined) return factory.createTypeReferenceNode(name);
    }
    const changed = ts.visitEachChild(node, visit, undefined);
    if (ts.isUnionTypeNode(changed)) return openUnion(changed);
    if (!given) return changed;
    if (ts.isArrayTypeNode(changed)) return factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, changed);
    if (ts.isPropertySignature(changed) && changed.questionToken && changed.type) {
      const type = factory.createUnionTypeNode([
        ...flatten(changed.type),
        factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword),
      ]);
      return withComments(
        factory.updatePropertySignature(changed, changed.modifiers, changed.name, changed.questionToken, type),
        node,
      );
    }
    return changed;
  };

  /** The schema that `components["schemas"]["Thing"]` names. */
  const schemaOf = (node: ts.IndexedAccessTypeNode): string | undefined => {
    const { objectType, indexType } = node;
    if (!ts.isIndexedAccessTypeNode(objectType) || indexText(objectType.indexType) !== 'schemas') return undefined;
    const root = objectType.objectType;
    const isComponents =
      ts.isTypeReferenceNode(root) && ts.isIdentifier(root.typeName) && root.typeName.text === 'components';
    return isComponents ? indexText(indexType) : undefined;
  };
  const indexText = (node: ts.TypeNode): string | undefined =>
    ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;

  /** `"a" | string` is `string` to the compiler, which then suggests nothing; `(string & {})` keeps both. */
  const openUnion = (union: ts.UnionTypeNode): ts.TypeNode => {
    const leaves = flatten(union);
    if (!leaves.some(isStringLiteral) || !leaves.some((leaf) => leaf.kind === ts.SyntaxKind.StringKeyword))
      return union;
    const open = factory.createParenthesizedType(
      factory.createIntersectionTypeNode([
        factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
        factory.createTypeLiteralNode([]),
      ]),
    );
    return factory.createUnionTypeNode(leaves.map((leaf) => (leaf.kind === ts.SyntaxKind.StringKeyword ? open : leaf)));
  };
  /** openapi-typescript writes the literal type of a string as an identifier, quotes included. */
  const isStringLiteral = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text.startsWith('"');
  const flatten = (node: ts.TypeNode): ts.TypeNode[] => {
    if (ts.isParenthesizedTypeNode(node)) return flatten(node.type);
    return ts.isUnionTypeNode(node) ? node.types.flatMap(flatten) : [node];
  };

  const withComments = <Node extends ts.Node>(to: Node, from: ts.Node): Node => {
    const comments = ts.getSyntheticLeadingComments(from);
    return comments ? ts.setSyntheticLeadingComments(to, comments) : to;
  };

  const declare = (name: string, type: ts.TypeNode, from: ts.Node): ts.Statement => {
    const modifiers = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
    const declaration = ts.isTypeLiteralNode(type)
      ? factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, type.members)
      : factory.createTypeAliasDeclaration(modifiers, name, undefined, type);
    return withComments(declaration, from);
  };

  const schemas = schemasIn(nodes);
  const declarations: ts.Node[] = [];
  const addedText = new Map<string, string>();
  const named = (schemas?.members ?? []).flatMap((member) => {
    if (!ts.isPropertySignature(member) || !member.type) return [];
    const key = nameText(member.name);
    const name = nameOf.get(key)!;
    const extra = added.get(key);
    const declaration = declare(name, rewrite(member.type, extra?.given === true) as ts.TypeNode, member);
    if (extra) addedText.set(key, tidy(astToString([declaration])));
    else declarations.push(declaration);
    const reference = factory.createTypeReferenceNode(name);
    return extra ? [] : [factory.createPropertySignature(undefined, member.name, undefined, reference)];
  });
  const references = factory.createTypeLiteralNode(named);
  const statements = nodes.map((node) => rewrite(node, false));
  return { text: tidy(astToString([...declarations, ...statements])), added: addedText };
}

/** What `components` has under `schemas`. */
function schemasIn(nodes: readonly ts.Node[]): ts.TypeLiteralNode | undefined {
  for (const node of nodes) {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'components') continue;
    for (const member of node.members) {
      if (!ts.isPropertySignature(member) || nameText(member.name) !== 'schemas') continue;
      return member.type && ts.isTypeLiteralNode(member.type) ? member.type : undefined;
    }
  }
  return undefined;
}

/**
 * The second half of what `openapi-typescript` does by default. The first half, linting and bundling by an own copy of
 * Redocly, was done before, costs as much again, and refuses documents that can be used.
 */
function toNodes(document: Json, transform: (schema: unknown) => unknown): ts.Node[] {
  try {
    return transformSchema(document, {
      // What they say stands in the schemas already.
      discriminators: { objects: {}, refsHandled: [] },
      // Not `Record<string, never>`, to which nothing can be assigned.
      emptyObjectsUnknown: true,
      injectFooter: [],
      resolve: (reference: string) => at(document, decodeFragment(reference.slice(1))),
      silent: true,
      transform,
    });
  } catch (error) {
    throw new GenerateError(`The document has no schema where one must be. ${(error as Error).message}.`);
  }
}

function nameText(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : '';
}

/** A description is the text of its comment, not a tag in it; lines begin as those of our own text do. */
function tidy(text: string): string {
  return text
    .replace(/^(\s*(?:\/\*\*| \*) )@description /gm, '$1')
    .replace(/^(\s*\*) {5}/gm, '$1 ')
    .replace(/^(?: {4})+/gm, (indent) => ' '.repeat(indent.length / 2))
    .replace(/(?<!\*\/)\n(?=export |\/\*\*)/g, '\n\n');
}
