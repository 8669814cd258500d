import { readCallbacks, readWebhooks } from '../../src/openapi/inbound.ts';
import { get, getArray, getString, getStrings, isObject, type Json } from '../../src/openapi/json.ts';
import type { Model } from '../../src/openapi/model.ts';
import { commandName } from '../../src/openapi/names.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { grouped } from './maps.ts';
import { headingSlug, Slugs } from './names.ts';
import { readLinks, type SiteLink, type SiteOperation } from './operation.ts';
import { Reach } from './reach.ts';
import type { ClientFacts } from './samples/client.ts';
import { sampleRequest, serverOf } from './samples/request.ts';
import { samplesOf } from './samples/samples.ts';

/** Operations under one tag. */
export interface SiteGroup {
  readonly name: string;
  /** The address of its heading. */
  readonly slug: string;
  /** What several tags stand under, by `x-tagGroups`. */
  readonly above: string | undefined;
  readonly source: Json;
  readonly operations: readonly SiteOperation[];
}

/** Where a component schema is described. */
export interface SchemaPlace {
  /** The page, without an ending. */
  readonly page: string;
  /** The address of its heading there. */
  readonly id: string;
}

/** More schemas than this on one page nobody reads. */
const MOST_ON_PAGE = 30;
const MOST_CHARACTERS = 100_000;

/** More operations than this are too many for one file. */
const MOST_OPERATIONS = 200;
/** A title longer than this is a text. */
const MOST_IN_TITLE = 120;

/** What the site is made from. */
export interface Site {
  readonly model: Model;
  readonly title: string;
  readonly version: string;
  /** One sentence. */
  readonly summary: string;
  readonly info: Json;
  /** Where samples send requests. */
  readonly server: string;
  readonly operations: readonly SiteOperation[];
  /** Whether these are too many for one file or one list. */
  readonly isLarge: boolean;
  readonly groups: readonly SiteGroup[];
  readonly webhooks: readonly SiteOperation[];
  readonly callbacks: readonly SiteOperation[];
  readonly links: readonly SiteLink[];
  /** The components that have their names from the document: others are named after where they stand. */
  readonly named: ReadonlySet<string>;
  /** Where component schemas are described, by name. */
  readonly schemas: ReadonlyMap<string, SchemaPlace>;
  /** The names on each page of them. */
  readonly schemaPages: ReadonlyMap<string, readonly string[]>;
  readonly reach: Reach;
  readonly client: ClientFacts;
}

/** `named` has the components to which the document itself gives their names. */
export function readSite(model: Model, client: ClientFacts, named = Object.keys(model.schemas)): Site {
  const { document } = model;
  const schemaPages = schemaPagesOf(model.schemas);
  const info = (get(document.root, 'info') ?? {}) as Json;
  const slugs = new Slugs();
  const title = getString(info, 'title')?.trim() || 'API';
  const server = serverOf(document);
  const isLarge = model.operations.length > MOST_OPERATIONS;
  const inbound = (folder: string, each: OperationModel, callback?: SiteOperation['callback']): SiteOperation => ({
    ...{ model: each, path: slugs.take(`${folder}/${each.command}`), title: titleOf(each) },
    ...{ callback, request: undefined, samples: [], callbacks: [] },
  });
  const operations = model.operations.map((each): SiteOperation => {
    const request = sampleRequest(model, each, serverFor(each, server), client.token);
    const callbacks: SiteOperation[] = [];
    const operation = {
      ...{ model: each, path: slugs.take(`operations/${each.command}`), title: titleOf(each), request, callbacks },
      ...{ callback: undefined, samples: samplesOf(each, request, client) },
    };
    for (const { name, expression, model: called } of readCallbacks(document, each)) {
      const own = { ...called, command: `${each.command}-${commandName(name)}` };
      callbacks.push(inbound('callbacks', own, { of: operation, name, expression }));
    }
    return operation;
  });
  return {
    ...{ model, title, version: getString(info, 'version') ?? '', info, server, operations, isLarge, client },
    summary: getString(info, 'summary') ?? `Reference of ${title}.`,
    groups: groupsOf(document.root, operations),
    webhooks: [...model.webhooks, ...readWebhooks(document, 'x-webhooks')].map((each) => inbound('webhooks', each)),
    callbacks: operations.flatMap(({ callbacks }) => callbacks),
    links: readLinks(document, operations),
    schemas: placesOf(schemaPages),
    schemaPages,
    named: new Set(named),
    reach: new Reach(model.schemas, isLarge ? 'large' : 'small'),
  };
}

/** The names on each page of schemas: all on one; of many, or large ones, on several. */
function schemaPagesOf(schemas: Json): Map<string, readonly string[]> {
  const pages: string[][] = [];
  let size = 0;
  for (const name of Object.keys(schemas)) {
    const own = JSON.stringify(schemas[name]).length;
    const last = pages.at(-1);
    const fits = last !== undefined && last.length < MOST_ON_PAGE && size + own <= MOST_CHARACTERS;
    if (fits) last.push(name);
    else pages.push([name]);
    size = fits ? size + own : own;
  }
  return new Map(pages.map((names, index) => [pages.length === 1 ? 'schemas' : `schemas/${index + 1}`, names]));
}

function placesOf(pages: Site['schemaPages']): Map<string, SchemaPlace> {
  const places = [...pages].flatMap(([page, names]) => {
    const slugs = new Slugs();
    return names.map((name) => [name, { page, id: slugs.take(headingSlug(`Schema ${name}`)) }] as const);
  });
  return new Map(places);
}

/** Where samples send a request: to a server of the operation's own, where it has one. */
function serverFor({ servers: [own] }: OperationModel, server: string): string {
  if (own === undefined || !URL.canParse(own, `${server}/`)) return server;
  return new URL(own, `${server}/`).href.replace(/\/$/, '');
}

function titleOf({ source, method, path }: OperationModel): string {
  const summary = longSummary(source) === undefined ? getString(source, 'summary')?.trim() : undefined;
  return summary || (getString(source, 'operationId') ?? `${method} ${path}`);
}

/** A summary that is no title: it stands before the description. */
export function longSummary(source: Json): string | undefined {
  const summary = getString(source, 'summary')?.trim() ?? '';
  return summary.length > MOST_IN_TITLE || summary.includes('\n') ? summary : undefined;
}

/** Operations by their first tag, in the order of `x-tagGroups` and the document; those without one come last. */
function groupsOf(root: Json, operations: readonly SiteOperation[]): SiteGroup[] {
  const declared = getArray(root, 'tags').filter(isObject);
  const sets = getArray(root, 'x-tagGroups').filter(isObject);
  const tagOf = ({ model }: SiteOperation): string | undefined => getStrings(model.source, 'tags')[0];
  const sorted = [...operations.filter(tagOf), ...operations.filter((each) => !tagOf(each))];
  const groups = grouped(sorted, (each) => tagOf(each) ?? 'Other');
  const order = [
    ...sets.flatMap((set) => getStrings(set, 'tags')),
    ...declared.map((tag) => getString(tag, 'name') ?? ''),
  ];
  const slugs = new Slugs();
  let before: string | undefined;
  return [...new Set([...order, ...groups.keys()])].flatMap((name): SiteGroup[] => {
    const members = groups.get(name);
    if (!members) return [];
    const source = declared.find((each) => getString(each, 'name') === name) ?? {};
    const shown = getString(source, 'x-displayName') ?? name;
    const set = sets.find((each) => getStrings(each, 'tags').includes(name));
    const above = getString(set, 'name');
    // It has a heading of its own before those under it.
    if (above !== undefined && above !== before) slugs.take(headingSlug(above));
    before = above;
    return [{ name: shown, slug: slugs.take(headingSlug(shown)), above, source, operations: members }];
  });
}
