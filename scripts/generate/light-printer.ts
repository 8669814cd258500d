import type { Node } from './light-nodes.ts';

const KEYWORDS: Readonly<Record<string, string>> = {
  BooleanKeyword: 'boolean',
  ExportKeyword: 'export',
  FalseKeyword: 'false',
  NeverKeyword: 'never',
  NullKeyword: 'null',
  NumberKeyword: 'number',
  QuestionToken: '?',
  ReadonlyKeyword: 'readonly',
  StringKeyword: 'string',
  TrueKeyword: 'true',
  UndefinedKeyword: 'undefined',
  UnknownKeyword: 'unknown',
};
const INDENT = '    ';
const PLAIN = /^[ !#-[\]-~]*$/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\v': '\\v',
  '\f': '\\f',
  '\b': '\\b',
  '\r': '\\r',
  '\n': '\\n',
  '\\': '\\\\',
  '"': '\\"',
};

/** Prints as TypeScript's printer does. */
export function createPrinter(): { printFile: (file: { readonly statements: readonly Node[] }) => string } {
  return { printFile: ({ statements }) => statements.map((statement) => `${print(statement, '')}\n`).join('') };
}

function print(node: Node, pad: string): string {
  const text = printBare(node, pad);
  return node.comments ? node.comments.map((comment) => printComment(comment.text, pad)).join('') + text : text;
}

function printBare(node: Node, pad: string): string {
  const inner = pad + INDENT;
  switch (node.kind) {
    case 'Identifier':
    case 'NumericLiteral':
      return node.text!;
    case 'StringLiteral':
      return quoted(node.text!);
    case 'PrefixUnaryExpression':
      return `-${print(node.operand!, pad)}`;
    case 'LiteralType':
      return print(node.literal!, pad);
    case 'TypeReference': {
      const given = node.typeArguments?.map((type) => print(type, pad)).join(', ');
      return `${node.typeName!.text}${given ? `<${given}>` : ''}`;
    }
    case 'TypeLiteral':
      return node.members!.length === 0 ? '{}' : printMembers(node, pad);
    case 'PropertySignature': {
      const type = node.type ? `: ${print(node.type, pad)}` : '';
      return `${modifiers(node)}${print(node.name!, pad)}${node.questionToken ? '?' : ''}${type};`;
    }
    case 'IndexSignature': {
      const keys = node.parameters!.map(({ name, type }) => `${name!.text}: ${print(type!, pad)}`).join(', ');
      return `${modifiers(node)}[${keys}]: ${print(node.type!, pad)};`;
    }
    case 'TupleType': {
      const items = node.elements!.map((type) => inner + print(type, inner)).join(',\n');
      return `[\n${items}${items && '\n'}${pad}]`;
    }
    case 'RestType':
      return `...${print(node.type!, pad)}`;
    case 'ArrayType':
      return `${print(node.elementType!, pad)}[]`;
    case 'UnionType':
      return node.types!.map((type) => print(type, pad)).join(' | ');
    case 'IntersectionType':
      return node.types!.map((type) => print(type, pad)).join(' & ');
    case 'TypeOperator':
      return `readonly ${print(node.type!, pad)}`;
    case 'IndexedAccessType':
      return `${print(node.objectType!, pad)}[${print(node.indexType!, pad)}]`;
    case 'ParenthesizedType':
      return `(${print(node.type!, pad)})`;
    case 'InterfaceDeclaration':
      return `${modifiers(node)}interface ${node.name!.text} ${printMembers(node, pad)}`;
    case 'TypeAliasDeclaration':
      return `${modifiers(node)}type ${node.name!.text} = ${print(node.type!, pad)};`;
    default:
      return KEYWORDS[node.kind]!;
  }
}

function printMembers({ members }: Node, pad: string): string {
  const inner = pad + INDENT;
  let text = '{\n';
  for (const member of members!) text += `${inner}${print(member, inner)}\n`;
  return `${text}${pad}}`;
}

function modifiers(node: Node): string {
  return (node.modifiers ?? []).map(({ kind }) => `${KEYWORDS[kind]} `).join('');
}

function printComment(text: string, pad: string): string {
  const [first, ...rest] = `/*${text}*/`.split(/\r\n|[\n\r\u2028\u2029]/);
  const lines = rest.map((line) => `${pad}${/^[ \u00a0]*/.exec(line)![0].replaceAll('\u00a0', ' ')}${line.trim()}`);
  return `${[first!.trim(), ...lines].join('\n')}\n${pad}`;
}

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const escaped = text.replace(
    /[^ !#-[\]-~]/g,
    (character) => ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}
