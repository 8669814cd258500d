import { getString } from '../../../src/openapi/json.ts';
import { operationLead, operationSections } from '../markdown/operation.ts';
import { blocks, oneLine } from '../markdown/text.ts';
import { linkedTo, schemasText } from '../markdown/whole.ts';
import type { Site, SiteGroup, SiteOperation } from '../site.ts';
import type { Page } from './layout.ts';
import { codeBlock, renderMarkdown } from './render.ts';
import { escapeHtml } from './text.ts';

/** More neighbours than this are a page of their own. */
const MOST_NEIGHBOURS = 60;

/** The page of one operation: what it does, its samples, then all the rest; with room, the samples stand beside. */
export function operationPage(site: Site, group: SiteGroup, operation: SiteOperation): Page {
  const sections = operationSections(site, operation).map(({ title, text }) => blocks(`## ${title}`, text));
  const { names, text } = schemasText(site, operation);
  const lead = renderMarkdown(operationLead(site, operation)).html;
  const rest = renderMarkdown(linkedTo(names, blocks(...sections, text))).html;
  const summary = getString(operation.model.source, 'description') ?? operation.title;
  return {
    path: `operations/${operation.slug}.html`,
    title: operation.title,
    description: oneLine(summary).slice(0, 160),
    section: 'operations',
    sidebar: sidebarOf(site, group, operation),
    main: [
      `<div class="lead-in"><h1>${escapeHtml(operation.title)}</h1>\n${lead}</div>`,
      `<section class="samples" aria-labelledby="samples">\n${samplesHtml(operation)}\n</section>`,
      `<div class="rest">${site.slot(operation.model)}${rest}</div>`,
    ].join('\n'),
    wide: true,
    markdown: `operations/${operation.slug}.md`,
  };
}

/** Samples as tabs that need no script: a radio button for each language. On paper, all are shown. */
function samplesHtml({ samples, slug }: SiteOperation): string {
  const tabs = samples.map(({ label, language, source }, index) => {
    const id = `sample-${index + 1}`;
    const checked = index === 0 ? ' checked' : '';
    return [
      `<input type="radio" name="sample-${slug}" id="${id}"${checked}>`,
      `<label for="${id}">${escapeHtml(label)}</label>`,
      `<div class="sample" data-sample="${escapeHtml(label)}">${codeBlock(source, language)}</div>`,
    ].join('\n');
  });
  return `<h2 id="samples">Samples</h2>\n<div class="tabs" role="radiogroup" aria-label="Language of the sample">\n${tabs.join('\n')}\n</div>`;
}

function sidebarOf({ groups, operations }: Site, current: SiteGroup, operation: SiteOperation): string {
  const shown = operations.length <= MOST_NEIGHBOURS ? groups : [current];
  const items = shown.flatMap(({ name, operations: members }) => {
    const at = members.indexOf(operation);
    const from = members.length <= MOST_NEIGHBOURS ? 0 : Math.max(0, at - MOST_NEIGHBOURS / 2);
    return [
      `<h2>${escapeHtml(name)}</h2>`,
      '<ul>',
      ...members.slice(from, from + MOST_NEIGHBOURS).map((each) => item(each, each === operation)),
      '</ul>',
    ];
  });
  const all = operations.length > MOST_NEIGHBOURS ? ['<p><a href="../operations.html">All operations</a></p>'] : [];
  return [...items, ...all].join('\n');
}

function item({ title, slug, model }: SiteOperation, current: boolean): string {
  const { method } = model;
  const mark = current ? ' aria-current="page"' : '';
  return `<li><a href="${slug}.html"${mark}><span class="method ${method.toLowerCase()}">${method}</span> ${escapeHtml(title)}</a></li>`;
}
