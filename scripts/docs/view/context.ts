import { baseOf } from '../names.ts';
import type { Site } from '../site.ts';
import { SchemaView } from './schema.ts';

/** What a page has to know of where it is. */
export interface Context {
  readonly site: Site;
  readonly view: SchemaView;
  /** The way to another page of the site, which is given without an ending. */
  readonly to: (path: string) => string;
  /** Where a component is described that is not on the page. */
  readonly address: (name: string) => string;
}

/** A page on which components are explained nowhere, or each in a section of its own. */
export function contextFor(site: Site, to: Context['to'], address: Context['address']): Context {
  const place = { has: () => true, address, origin: address, enter: () => undefined };
  return { site, to, address, view: new SchemaView(site.model.schemas, place) };
}

/** The page in HTML. */
export function htmlContext(site: Site, path: string): Context {
  const to = (target: string): string => `${baseOf(path)}${target}.html`;
  return contextFor(site, to, (name) => schemaAddress(site, to, name));
}

/** The place in the site where a component is described. */
export function schemaAddress({ schemas }: Site, to: Context['to'], name: string): string {
  const { page, id } = schemas.get(name) ?? { page: 'schemas', id: '' };
  return `${to(page)}#${encodeURIComponent(id)}`;
}
