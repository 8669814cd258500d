/**
 * The shape of what the generator makes of an OpenAPI document, and the types its methods are written in.
 *
 * This file holds types only and imports nothing: the generator copies it beside a client that is generated
 * outside this package, so that the generated code type-checks on its own.
 */
export {};
