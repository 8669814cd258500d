import type { Site } from '../site.ts';
import type { SchemaView } from './schema.ts';

/** What a page has to know of where it is. */
export interface Context {
  readonly site: Site;
  readonly view: SchemaView;
  /** The way to another page of the site, which is given without an ending. */
  readonly to: (path: string) => string;
  /** Where a component is described that is not on the page. */
  readonly address: (name: string) => string;
}
