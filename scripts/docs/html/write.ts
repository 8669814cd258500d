import { headingSlug, Slugs } from '../names.ts';
import type { Block, ExamplesBlock, Field, FieldsBlock, OptionsBlock } from '../view/block.ts';
import { codeBlock, type Heading, renderInline, renderProse, tableHtml } from './render.ts';
import { escapeHtml, methodHtml } from './text.ts';

/** Fields deeper than this are folded. */
const MOST_OPEN = 2;
/** A longer fact is one of the last sentences. */
const MOST_BRIEF = 70;
/** More values than these are folded. */
const MOST_VALUES = 20;

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
        return `<div class="prose" dir="auto">${renderProse(block.text)}</div>\n`;
      case 'request':
        return `<p class="call">${methodHtml(block.method)} <code><span class="server">${escapeHtml(block.server)}</span>${escapeHtml(block.path)}</code></p>\n`;
      case 'table':
        return tableHtml(
          block.head.map((cell) => escapeHtml(cell)),
          block.rows.map((cells) => cells.map(renderInline)),
        );
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
        return `<div id="${escapeHtml(block.id)}">${this.write(block.blocks, depth)}</div>\n`;
    }
  }

  heading(level: number, text: string): string {
    const inner = renderInline(text);
    const words = inner.replace(/<[^>]*>/g, '');
    const slug = this.#slugs.take(headingSlug(words.replace(/&\w+;/g, '')));
    this.headings.push({ level, text: inner, slug });
    return `<h${level} id="${escapeHtml(slug)}"><a class="anchor" href="#${escapeHtml(encodeURIComponent(slug))}">${inner}</a></h${level}>\n`;
  }

  #fields({ fields, under }: FieldsBlock, depth: number): string {
    const of = under === '' ? '' : ` data-under="${escapeHtml(under)}"`;
    return `<ul class="fields"${of}>\n${fields.map((field) => this.#field(field, depth)).join('')}</ul>\n`;
  }

  #field(field: Field, depth: number): string {
    const { name, type, required, from } = field;
    const marks = [
      field.in && `<span class="in">${escapeHtml(field.in)}</span>`,
      required === true && '<span class="required">required</span>',
      from && `<span class="from">from ${renderInline(from)}</span>`,
      ...field.facts.filter(isBrief).map((fact) => `<span>${renderInline(fact.replace(/^Limits: |\.$/g, ''))}</span>`),
    ].filter((mark) => mark);
    const head = `<code>${escapeHtml(name)}</code> <span class="type">${renderInline(type)}</span> ${marks.join(' ')}`;
    const inside = this.write(field.inside, depth + 1);
    const nested =
      inside === '' || !/class="(fields|options)"/.test(inside)
        ? inside
        : depth + 1 < MOST_OPEN
          ? `<div class="inside">${inside}</div>\n`
          : `<details class="inside"><summary>What <code>${escapeHtml(name)}</code> holds</summary>\n${inside}</details>\n`;
    return `<li><p class="field">${head.trim()}</p>${this.#about(field)}${nested}</li>\n`;
  }

  /** The description, with the facts as its last sentences. */
  #about({ about, facts }: Field): string {
    const isLong = (fact: string): boolean => fact.startsWith('One of') && fact.split('`, `').length > MOST_VALUES;
    const long = facts.filter(isLong).map((fact) => {
      const count = fact.split('`, `').length;
      return `<details class="fold"><summary>One of ${count} values</summary>\n<p>${renderInline(fact)}</p></details>\n`;
    });
    const short = facts
      .filter((fact) => !isLong(fact) && !isBrief(fact))
      .map(renderInline)
      .join(' ');
    const said = short === '' ? '' : `<span class="facts">${short}</span>`;
    const html = about === '' ? '' : renderProse(about);
    const joined = /^<p>(?:(?!<p>)[\s\S])*<\/p>\n$/.test(html)
      ? html.replace(/<\/p>\n$/, () => ` ${said}</p>`)
      : html + (said && `<p>${said}</p>`);
    return joined === '' ? long.join('') : `<div class="about" dir="auto">${joined}</div>${long.join('')}`;
  }

  #options({ title, options }: OptionsBlock, depth: number): string {
    const items = options.map(
      (option) =>
        `<li><p class="option" dir="auto">${renderInline(option.title)}</p>${this.write(option.blocks, depth)}</li>\n`,
    );
    return `<div class="options"><p>${escapeHtml(title)}:</p>\n<ul>\n${items.join('')}</ul></div>\n`;
  }
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
    const said = about === undefined ? '' : `<p class="caption" dir="auto">${renderInline(about)}</p>`;
    return `<input type="radio" name="${group}" id="${id}" value="${escapeHtml(label)}"${checked}>\n<label for="${id}">${escapeHtml(label)}</label>\n<div class="sample">${said}${codeBlock(source, language)}</div>\n`;
  });
  const title = TITLES[group];
  return `<section class="tabs ${group}" aria-labelledby="${group}">\n<h2 id="${group}">${title}</h2>\n<div role="radiogroup" aria-labelledby="${group}">\n${tabs.join('')}</div>\n</section>\n`;
}
