import type { Heading } from './render.ts';
import { escapeHtml } from './text.ts';

/** The pages that every page leads to. */
export interface Navigation {
  /** What the site is called. */
  readonly title: string;
  readonly version: string;
  readonly links: readonly { readonly text: string; readonly path: string; readonly section: string }[];
  readonly stylesheet: string;
  readonly script: string;
  /** The file of the search. */
  readonly search: string;
  /** The language of the document's texts. */
  readonly language: string;
  /** Where the site will be, with a slash at its end; undefined where that is not known. */
  readonly address: string | undefined;
  /** What can be read in other ways: a path and its words. */
  readonly downloads: readonly Way[];
}

/** Another page of the site, and its title. */
export type Way = readonly [path: string, text: string];

/** A page that needs no script. */
export interface Page {
  /** Its path within the site. */
  readonly path: string;
  readonly title: string;
  /** Plain text. */
  readonly description: string;
  /** Which of the sections in the header it belongs to. */
  readonly section: string;
  /** A list of neighbours, where it has any. */
  readonly sidebar?: string;
  /** The way to it, from the outside in. */
  readonly crumbs?: readonly Way[];
  readonly contents?: readonly Heading[];
  readonly main: string;
  readonly before?: Way | undefined;
  readonly after?: Way | undefined;
  /** Which frame it stands in. */
  readonly kind?: 'operation' | 'guide';
  /** The same in Markdown, as a path within the site. */
  readonly markdown?: string;
  /** What stands there, where that is a file of its own. */
  readonly text?: () => string;
  /** What stands before every path. Default: what leads from the page to the root. */
  readonly base?: string;
  /** Whether search engines should leave it out. */
  readonly hidden?: boolean;
}

/** A page under its title. */
export function pageOf(path: string, section: string, title: string, description: string, html: string): Page {
  const main = `<h1 dir="auto">${escapeHtml(title)}</h1>\n${html}`;
  return { path: `${path}.html`, section, title, description, main };
}
