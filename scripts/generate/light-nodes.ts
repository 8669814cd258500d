/**
 * What openapi-typescript and `schema-types.ts` use of TypeScript: nodes of types. The prepared generator takes this and
 * `light-printer.ts` in the place of `typescript`, whose nine megabytes take longer to load than the rest of a run. A
 * test compares what both print.
 */

export interface Node {
  readonly kind: string;
  comments?: readonly { readonly text: string }[] | undefined;
  readonly text?: string;
  readonly escapedText?: string;
  readonly name?: Node;
  readonly typeName?: Node;
  readonly type?: Node | undefined;
  readonly types?: readonly Node[];
  readonly typeArguments?: readonly Node[] | undefined;
  readonly members?: readonly Node[];
  readonly elements?: readonly Node[];
  readonly parameters?: readonly Node[];
  readonly modifiers?: readonly Node[] | undefined;
  readonly questionToken?: Node | undefined;
  readonly literal?: Node;
  readonly operand?: Node;
  readonly elementType?: Node;
  readonly objectType?: Node;
  readonly indexType?: Node;
}
type Nodes = readonly Node[] | undefined;
type Name = string | Node;

/** Where a type stands, what it holds decides on parentheses, as in TypeScript's own factory. */
const JOINED = new Set(['UnionType', 'IntersectionType']);
const PREFIXED = new Set([...JOINED, 'TypeOperator']);

const keyword = (kind: string): Node => ({ kind });
const identifier = (text: string): Node => ({ kind: 'Identifier', text, escapedText: text });
const named = (name: Name): Node => (typeof name === 'string' ? identifier(name) : name);
const parenthesized = (type: Node): Node => ({ kind: 'ParenthesizedType', type });
const constituent = (type: Node): Node => (JOINED.has(type.kind) ? parenthesized(type) : type);
const operand = (type: Node): Node => (PREFIXED.has(type.kind) ? parenthesized(type) : type);

export const SyntaxKind = new Proxy<Record<string, string>>({}, { get: (_, name) => name });
export const ScriptTarget = {};
export const ScriptKind = {};
export const NewLineKind = {};

export const factory = {
  createArrayTypeNode: (type: Node): Node => ({ kind: 'ArrayType', elementType: operand(type) }),
  createFalse: () => keyword('FalseKeyword'),
  createIdentifier: identifier,
  createIndexSignature: (modifiers: Nodes, parameters: readonly Node[], type: Node): Node => ({
    kind: 'IndexSignature',
    modifiers,
    parameters,
    type,
  }),
  createIndexedAccessTypeNode: (type: Node, indexType: Node): Node => ({
    kind: 'IndexedAccessType',
    objectType: operand(type),
    indexType,
  }),
  createInterfaceDeclaration: (
    modifiers: Nodes,
    name: Name,
    _: unknown,
    __: unknown,
    members: readonly Node[],
  ): Node => ({ kind: 'InterfaceDeclaration', modifiers, name: named(name), members }),
  createIntersectionTypeNode: (types: readonly Node[]): Node => ({
    kind: 'IntersectionType',
    types: types.map(constituent),
  }),
  createKeywordTypeNode: keyword,
  createLiteralTypeNode: (literal: Node): Node => ({ kind: 'LiteralType', literal }),
  createModifier: keyword,
  createNodeArray: (nodes: readonly Node[]) => nodes,
  createNull: () => keyword('NullKeyword'),
  createNumericLiteral: (value: string | number): Node => ({ kind: 'NumericLiteral', text: String(value) }),
  createParameterDeclaration: (modifiers: Nodes, _: unknown, name: Name, __: unknown, type: Node): Node => ({
    kind: 'Parameter',
    modifiers,
    name: named(name),
    type,
  }),
  createParenthesizedType: parenthesized,
  createPrefixUnaryExpression: (_: unknown, value: Node): Node => ({ kind: 'PrefixUnaryExpression', operand: value }),
  createPropertySignature: (modifiers: Nodes, name: Name, questionToken: Node | undefined, type: Node): Node => ({
    kind: 'PropertySignature',
    modifiers,
    name: named(name),
    questionToken,
    type,
  }),
  createRestTypeNode: (type: Node): Node => ({ kind: 'RestType', type }),
  createStringLiteral: (text: string): Node => ({ kind: 'StringLiteral', text }),
  createToken: keyword,
  createTrue: () => keyword('TrueKeyword'),
  createTupleTypeNode: (elements: readonly Node[]): Node => ({ kind: 'TupleType', elements }),
  createTypeAliasDeclaration: (modifiers: Nodes, name: Name, _: unknown, type: Node): Node => ({
    kind: 'TypeAliasDeclaration',
    modifiers,
    name: named(name),
    type,
  }),
  createTypeLiteralNode: (members: Nodes): Node => ({ kind: 'TypeLiteral', members: members ?? [] }),
  createTypeOperatorNode: (_: unknown, type: Node): Node => ({ kind: 'TypeOperator', type: operand(type) }),
  createTypeReferenceNode: (name: Name, typeArguments?: readonly Node[]): Node => ({
    kind: 'TypeReference',
    typeName: named(name),
    typeArguments,
  }),
  createUnionTypeNode: (types: readonly Node[]): Node => ({ kind: 'UnionType', types: types.map(constituent) }),
  updatePropertySignature: (
    node: Node,
    modifiers: Nodes,
    name: Node,
    questionToken: Node | undefined,
    type: Node,
  ): Node => ({ ...node, modifiers, name, questionToken, type }),
};

const is =
  (kind: string) =>
  (node: Node): boolean =>
    node.kind === kind;
export const isArrayTypeNode = is('ArrayType');
export const isIdentifier = is('Identifier');
export const isIndexedAccessTypeNode = is('IndexedAccessType');
export const isInterfaceDeclaration = is('InterfaceDeclaration');
export const isLiteralTypeNode = is('LiteralType');
export const isNumericLiteral = is('NumericLiteral');
export const isParenthesizedTypeNode = is('ParenthesizedType');
export const isPropertySignature = is('PropertySignature');
export const isStringLiteral = is('StringLiteral');
export const isTupleTypeNode = is('TupleType');
export const isTypeAliasDeclaration = is('TypeAliasDeclaration');
export const isTypeLiteralNode = is('TypeLiteral');
export const isTypeReferenceNode = is('TypeReference');
export const isUnionTypeNode = is('UnionType');
export const isTypeNode = ({ kind }: Node): boolean => !kind.endsWith('Declaration');

export function addSyntheticLeadingComment(node: Node, _: unknown, text: string): Node {
  node.comments = [...(node.comments ?? []), { text }];
  return node;
}
export const getSyntheticLeadingComments = ({ comments }: Node): Node['comments'] => comments;
export function setSyntheticLeadingComments(node: Node, comments: Node['comments']): Node {
  node.comments = comments;
  return node;
}

const LISTS = ['members', 'elements', 'typeArguments', 'types'] as const;
const SINGLE = ['type', 'elementType', 'objectType', 'indexType'] as const;

/** A node with its children changed, or the same where none is. */
export function visitEachChild(node: Node, visit: (child: Node) => Node): Node {
  let changed: { -readonly [Key in keyof Node]: Node[Key] } | undefined;
  for (const key of LISTS) {
    const children = node[key];
    const visited = children?.map(visit);
    if (!visited?.some((child, index) => child !== children![index])) continue;
    changed ??= { ...node };
    changed[key] = key === 'types' ? visited.map(constituent) : visited;
  }
  for (const key of SINGLE) {
    const child = node[key];
    const visited = child && visit(child);
    if (visited === undefined || visited === child) continue;
    changed ??= { ...node };
    changed[key] =
      key === 'elementType' || key === 'objectType' || node.kind === 'TypeOperator' ? operand(visited) : visited;
  }
  return changed ?? node;
}

/** As much of a source file as openapi-typescript makes: one to put statements in, and one of its own type aliases. */
export function createSourceFile(_: unknown, source: string): { statements: readonly Node[] } {
  const [, name, body] = /^type (\w+(?:<.*?>)?) = (.*);$/.exec(source) ?? [];
  return {
    statements:
      body === undefined ? [] : [{ kind: 'TypeAliasDeclaration', name: identifier(name!), type: identifier(body) }],
  };
}
