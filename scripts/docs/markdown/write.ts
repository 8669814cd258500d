import { type Block, type Call, type ExamplesBlock, type Field, type FieldsBlock, sentences } from '../view/block.ts';
import { code, fence, blocks as joined, plain, table } from './text.ts';

/** Blocks as Markdown, with headings `down` levels deeper than they say. */
export function markdownOf(blocks: readonly Block[], down = 0, within = ''): string {
  return joined(...blocks.map((block) => writeBlock(block, down, within)));
}

function writeBlock(block: Block, down: number, within: string): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(Math.min(6, block.level + down))} ${block.text}`;
    case 'text':
      return block.text;
    case 'request':
      return fence(`${block.method} ${block.server}${block.path}`, 'http');
    case 'table':
      return table(block.head, block.rows);
    case 'calls':
      return block.calls.map(callText).join('\n');
    case 'fields':
      return fieldsText(block, down, within);
    case 'options':
      return joined(
        `${block.title}:`,
        ...block.options.map(({ title, blocks }) => joined(`**${title}**`, markdownOf(blocks, down, within))),
      );
    case 'examples':
      return examplesText(block, down);
    default:
      return markdownOf(block.blocks, down, within);
  }
}

function callText({ method, path, title, address }: Call): string {
  return `- [${plain(title)}](${address}): ${code(`${method} ${path}`)}`;
}

function examplesText({ group, examples }: ExamplesBlock, down: number): string {
  const mark = (level: number): string => '#'.repeat(Math.min(6, level + down));
  const each = examples.map(({ label, about = '', language, source }) => {
    if (group === 'request') return joined(`${mark(3)} ${plain(label)}`, about, fence(source, language));
    return joined(`Example${label && ` ${plain(label)}`}:${about && ` ${about}`}`, fence(source, language));
  });
  return group === 'request' ? joined(`${mark(2)} Samples`, ...each) : joined(...each);
}

/** A table of fields: those of objects described in place with a dot, of lists with `[]`; alternatives follow it. */
function fieldsText(block: FieldsBlock, down: number, within: string): string {
  const after: string[] = [];
  const rows = rowsOf(block, within, (field, path) => {
    const others = field.inside.filter(({ kind }) => kind !== 'fields');
    const text = markdownOf(others, down, path);
    if (text !== '') after.push(joined(`In ${code(path)}:`, text));
  });
  return joined(table([block.noun, 'In', 'Type', 'Required', 'Description'], rows), ...after);
}

function rowsOf(
  { fields, under }: FieldsBlock,
  within: string,
  seen: (field: Field, path: string) => void,
): (readonly string[])[] {
  return fields.flatMap((field) => {
    const { name, required, from, about, facts } = field;
    const owner = `${within}${under}`;
    const path = `${owner}${owner === '' || name.startsWith('[') ? '' : '.'}${name}`;
    const words = sentences(about, from && `From ${from}.`, ...facts);
    const asked = required === undefined ? '' : required ? 'yes' : 'no';
    seen(field, path);
    const nested = field.inside.flatMap((block) => (block.kind === 'fields' ? rowsOf(block, path, seen) : []));
    return [[code(path), field.in ?? '', field.type, asked, words], ...nested];
  });
}
