// Of openapi-typescript only what turns a document into nodes and nodes into text: its index loads a Redocly of its own.
declare module 'openapi-typescript/dist/lib/ts.mjs' {
  export function astToString(nodes: import('typescript').Node[]): string;
}
declare module 'openapi-typescript/dist/transform/index.mjs' {
  // biome-ignore lint/style/noDefaultExport: it is what that module has.
  export default function transformSchema(document: object, context: object): import('typescript').Node[];
}
