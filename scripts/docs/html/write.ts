import { type Made, remembered, rememberedAs } from '../maps.ts';
import { headingSlug, Slugs } from '../names.ts';
import {
  type Block,
  type Call,
  type ExamplesBlock,
  ended,
  type Field,
  type FieldsBlock,
  type OptionsBlock,
} from '../view/block.ts';
import { codeBlock, type Heading, ofDocument, renderInline, renderMarkdown, renderProse, tableHtml } from './render.ts';
import { breakable, escapeHtml, headingHtml, methodHtml } from './text.ts';

/** Fields deeper than this are folded. */
const MOST_OPEN = 2;
/** A longer fact is one of the last sentences. */
const MOST_BRIEF = 70;
/** More values than these are folded. */
const MOST_VALUES = 20;

/** Fields that stand on many pages. */
const written = new WeakMap<Field, string>();
/** Components that do, by how much of them is folded. */
const components: Made<string> = new WeakMap();

/** Blocks as HTML. Examples are set apart, to stand beside the text. */
export class HtmlWriter {
  readonly headings: Heading[] = [];
  readonly examples: ExamplesBlock[] = [];
  readonly #slugs = new Slugs();

  write(blocks: readonly Block[], depth = 0): string {
    return blocks.map((block) => this.#block(block, depth)).join('');
  }

  #block(block: Block, depth: number): string {
    switch (block.kind) {
      case 'heading':
        return this.heading(block.level, block.text);
      case 'text':
        return `<div class="prose" dir="auto">${this.#prose(block.text)}</div>\n`;
      case 'request':
        return `<p class="call">${methodHtml(block.method)} <code><span class="server">${breakable(block.server)}</span>${breakable(block.path)}</code></p>\n`;
      case 'table':
        return tableHtml(
          block.head.map((cell) => escapeHtml(cell)),
          block.rows.map((cells) => cells.map(renderInline)),
        );
      case 'calls':
        return `<ul class="operations">\n${block.calls.map(callHtml).join('\n')}\n</ul>\n`;
      case 'fields':
        return this.#fields(block, depth);
      case 'options':
        return this.#options(block, depth);
      case 'examples':
        this.examples.push(block);
        return '';
      case 'fold':
        return `<details class="fold"><summary>${renderInline(block.title)}</summary>\n${this.write(block.blocks, depth)}</details>\n`;
      default:
        return this.#component(block, depth);
    }
  }

  /** Only what a document says of itself has headings. */
  #prose(markdown: string): string {
    if (!/^#{1,6} /m.test(markdown)) return renderProse(markdown);
    return renderMarkdown(markdown, ofDocument, this.#slugs).html;
  }

  #component(block: Extract<Block, { kind: 'component' }>, depth: number): string {
    const write = (): string => `<div id="${escapeHtml(block.id)}">${this.write(block.blocks, depth)}</div>\n`;
    return rememberedAs(components, block, String(Math.min(depth, MOST_OPEN)), write);
  }

  heading(level: number, text: string): string {
    const inner = renderInline(text);
    const words = inner.replace(/<[^>]*>/g, '');
    const slug = this.#slugs.take(headingSlug(words.replace(/&\w+;/g, '')));
    this.headings.push({ level, text: inner, slug });
    return headingHtml(level, slug, inner);
  }

  #fields({ fields }: FieldsBlock, depth: number): string {
    return `<ul class="fields">\n${fields.map((field) => this.#field(field, depth)).join('')}</ul>\n`;
  }

  #field(field: Field, depth: number): string {
    if (field.inside.length > 0) return this.#fieldItem(field, depth);
    return remembered(written, field, () => this.#fieldItem(field, depth));
  }

  #fieldItem(field: Field, depth: number): string {
    const { name, type, required, from } = field;
    const marks = [
      field.in,
      ...field.facts.filter(isBrief).map((fact) => renderInline(fact.replace(/^Limits: |\.$/g, ''))),
      from && `from ${renderInline(from)}`,
    ].filter((mark) => mark);
    const words = `<i>${renderInline(type)}</i>${required ? ' <b>required</b>' : ''}${marks.map((mark) => ` <i>${mark}</i>`).join('')}`;
    // The end of an item goes without saying.
    return `<li><p><code>${breakable(name)}</code> ${words}</p>${aboutHtml(field)}${this.#inside(field, depth + 1)}\n`;
  }

  #inside({ name, inside }: Field, depth: number): string {
    const html = this.write(inside, depth);
    if (!/class="(fields|options)"/.test(html)) return html;
    if (depth < MOST_OPEN) return `<div class="inside">${html}</div>\n`;
    return `<details class="inside"><summary>What <code>${escapeHtml(name)}</code> holds</summary>\n${html}</details>\n`;
  }

  #options({ title, options }: OptionsBlock, depth: number): string {
    const items = options.map(
      (option) =>
        `<li><p class="option" dir="auto">${renderInline(option.title)}</p>${this.write(option.blocks, depth)}</li>\n`,
    );
    return `<div class="options"><p>${escapeHtml(title)}:</p>\n<ul>\n${items.join('')}</ul></div>\n`;
  }
}

/** The description of a field, with the facts as its last sentences. */
function aboutHtml({ about, facts }: Field): string {
  const isLong = (fact: string): boolean => fact.startsWith('One of') && fact.split('`, `').length > MOST_VALUES;
  const long = facts.filter(isLong).map((fact) => {
    const count = fact.split('`, `').length;
    return `<details class="fold"><summary>One of ${count} values</summary>\n<p>${renderInline(fact)}</p></details>\n`;
  });
  const short = facts.filter((fact) => !isLong(fact) && !isBrief(fact));
  const said = short.length === 0 ? '' : `<small>${short.map(renderInline).join(' ')}</small>`;
  const html = about === '' ? '' : renderProse(said === '' ? about : ended(about));
  // What ends in a note or a list cannot go on.
  const goesOn = html.endsWith('</p>\n') && said !== '';
  const joined = goesOn ? `${html.slice(0, -5)} ${said}</p>` : html + (said && `<p>${said}</p>`);
  return joined.trimEnd() + long.join('');
}

function callHtml({ method, path, title, deprecated, address }: Call): string {
  const about = `${escapeHtml(title)}${deprecated ? ' <em>deprecated</em>' : ''}`;
  return `<li><a href="${address}">${methodHtml(method)} <code>${escapeHtml(path)}</code> <span class="what" dir="auto">${about}</span></a></li>`;
}

/** Whether a fact has room beside the name. */
function isBrief(fact: string): boolean {
  return fact.length <= MOST_BRIEF && /^(Limits|Source): /.test(fact);
}

const TITLES = { request: 'Request', body: 'Body', answer: 'Answer' } as const;

/** Examples as tabs that need no script: a radio button for each. On paper, all are shown. */
export function tabsHtml(group: keyof typeof TITLES, blocks: readonly ExamplesBlock[]): string {
  const examples = blocks.filter((block) => block.group === group).flatMap((block) => block.examples);
  if (examples.length === 0) return '';
  const tabs = examples.map(({ label, about, language, source }, index) => {
    const id = `${group}-${index + 1}`;
    const checked = index === 0 ? ' checked' : '';
    const said = about ? `<p class="caption" dir="auto">${renderInline(about)}</p>` : '';
    const mark = group === 'request' ? ` data-sample="${escapeHtml(label)}"` : '';
    return `<input type="radio" name="${group}" id="${id}" value="${escapeHtml(label)}"${checked}>\n<label for="${id}">${escapeHtml(label || 'Example')}</label>\n<div class="sample"${mark}>${said}${codeBlock(source, language)}</div>\n`;
  });
  const title = TITLES[group];
  return `<section class="tabs ${group}" aria-labelledby="${group}">\n<h2 id="${group}">${title}</h2>\n<div role="radiogroup" aria-labelledby="${group}">\n${tabs.join('')}</div>\n</section>\n`;
}
