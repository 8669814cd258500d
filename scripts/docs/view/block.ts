/**
 * What pages are made of, before it is HTML or Markdown. Texts are Markdown in which nothing of a document can become
 * HTML or a tag, unless something else is said.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3 | 4; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'request'; readonly method: string; readonly server: string; readonly path: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Operations, each with the way to its page. */
  | { readonly kind: 'calls'; readonly calls: readonly Call[] }
  | FieldsBlock
  | OptionsBlock
  | { readonly kind: 'fold'; readonly title: string; readonly blocks: readonly Block[] }
  /** What a component holds, at an address within the page. */
  | { readonly kind: 'component'; readonly id: string; readonly blocks: readonly Block[] }
  | ExamplesBlock;

export interface Call {
  readonly method: string;
  /** The path template, or where a callback goes. */
  readonly path: string;
  readonly title: string;
  readonly deprecated: boolean;
  readonly address: string;
}

/** The fields of an object, or the parameters of a request. */
export interface FieldsBlock {
  readonly kind: 'fields';
  /** The way from the value that is shown to the one that has them: empty, or `[]` for its items, `.*` for any property. */
  readonly under: string;
  /** What one of them is called. */
  readonly noun: 'Name' | 'Property' | 'Header';
  readonly fields: readonly Field[];
}

export interface Field {
  /** As the contract writes it. */
  readonly name: string;
  /** Where a parameter travels. */
  readonly in?: string;
  readonly type: string;
  readonly required: boolean | undefined;
  /** The component that has it, where it is not the one that is shown. */
  readonly from: string | undefined;
  readonly about: string;
  /** Sentences. */
  readonly facts: readonly string[];
  readonly inside: readonly Block[];
}

/** Values of which one is taken, each with what it holds. */
export interface OptionsBlock {
  readonly kind: 'options';
  readonly title: string;
  readonly options: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
}

/** Code in tabs: a request in languages, or the examples of a body. Beside the text where there is room. */
export interface ExamplesBlock {
  readonly kind: 'examples';
  readonly group: 'request' | 'body' | 'answer';
  readonly examples: readonly Example[];
}

export interface Example {
  /** Plain text. */
  readonly label: string;
  readonly about?: string;
  readonly language: string;
  /** As it is. */
  readonly source: string;
}

/** A block or a text, which may not be there. */
type Maybe = Block | string | undefined;
type Parts = readonly (Maybe | readonly Maybe[])[];

/** Texts and blocks as blocks, without those that are not there or hold nothing. */
export function present(...blocks: Parts): Block[] {
  return blocks.flat().flatMap((block): Block[] => {
    if (!block) return [];
    if (typeof block === 'string') return [{ kind: 'text', text: block }];
    if (block.kind === 'table') return block.rows.length > 0 ? [block] : [];
    if (block.kind === 'examples') return block.examples.length > 0 ? [block] : [];
    return block.kind !== 'fields' || block.fields.length > 0 ? [block] : [];
  });
}

/** A heading with what stands under it; nothing where that is nothing. */
export function section(level: 2 | 3 | 4, title: string, ...blocks: Parts): Block[] {
  const some = present(...blocks);
  return some.length > 0 ? [{ kind: 'heading', level, text: title }, ...some] : [];
}

/** Sentences after a description, in its last paragraph where that is one of words. */
export function sentences(about: string, ...more: readonly (string | undefined)[]): string {
  const said = more.filter((part) => part).join(' ');
  if (about === '' || said === '') return about + said;
  const last = about.slice(about.lastIndexOf('\n\n') + 1).trim();
  return `${ended(about)}${/^[>#|`~*+-] ?|^\d+[.)] |\n {0,3}([*+-]|\d+[.)]) /.test(last) ? '\n\n' : ' '}${said}`;
}

/** A description that goes on with a sentence. */
export function ended(about: string): string {
  return /[\p{L}\p{N}`"')\]]$/u.test(about) && !about.endsWith('```') ? `${about}.` : about;
}
