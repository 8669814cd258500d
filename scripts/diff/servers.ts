import { get, getArray, getString, getStrings } from '../../src/openapi/json.ts';
import { samePlace, serverUrls } from '../../src/openapi/servers.ts';
import { type Subject, say } from './found.ts';
import type { Spot } from './meaning.ts';
import { compareWords, partsOf } from './notes.ts';
import { ofOperation, type Pairing, type Side } from './pairing.ts';

interface Server extends Spot {
  /** The URL as it is written, and with the defaults of its variables. */
  readonly written: string;
  readonly url: string;
}

/** Compares where an operation is served, wherever that is written; calls that name no server go to the first. */
export function compareServers(pairing: Pairing): void {
  const [was, is] = [serversOf(pairing.before), serversOf(pairing.after)];
  const isWhole = [...was, ...is].every(({ pointer }) => pointer.startsWith('/servers/'));
  const subject = ofOperation(pairing, isWhole);
  const { label } = subject;
  const isIn = (servers: readonly Server[], { written, url }: Server): Server | undefined =>
    servers.find((each) => each.written === written) ?? servers.find((each) => samePlace(each.url, url));
  for (const server of was) {
    const now = isIn(is, server);
    // Where an operation has servers of its own, these stand in the place of what is gone.
    const place = isWhole ? undefined : { pointer: is[0]!.pointer.replace(/\/\d+$/, '') };
    if (now) compareServer({ ...subject, was: server, is: now }, now.written);
    else
      say({ ...subject, was: server, is: place }, 'serverRemoved', `server \`${server.url}\` of ${label} was removed.`);
  }
  for (const server of is)
    if (!isIn(was, server))
      say({ ...subject, is: server }, 'serverAdded', `server \`${server.url}\` of ${label} was added.`);
  const [old, now] = [was[0]!, is[0]!];
  if (samePlace(old.url, now.url) || !(isIn(is, old) || isIn(was, now))) return;
  const said = `the first server of ${label}, which clients call that name none, was ${old.url}, is ${now.url}.`;
  say({ ...subject, was: old, is: now }, 'firstServer', said);
}

function compareServer(server: Subject, written: string): void {
  compareWords(server, /^(url|variables)$/);
  for (const [key, was, is] of partsOf(server, 'variables')) {
    if (!was || !is) continue;
    const subject = { ...server, was, is };
    const label = `variable \`${key}\` of server \`${written}\``;
    const [before, after] = [was, is].map(({ value }) => getStrings(value, 'enum'));
    for (const value of missing(before!, after!))
      say(subject, 'serverRemoved', `\`${value}\` of ${label} was removed.`);
    for (const value of missing(after!, before!)) say(subject, 'serverAdded', `\`${value}\` of ${label} was added.`);
    const [old, now] = [was, is].map(({ value }) => getString(value, 'default'));
    if (old !== now) say(subject, 'firstServer', `the default of ${label} was \`${old}\`, is \`${now}\`.`);
  }
}

/** The values of a list that another lacks. Without a list, a variable may be anything. */
function missing(from: readonly string[], others: readonly string[]): readonly string[] {
  if (others.length === 0) return [];
  return from.length === 0 ? ['others'] : from.filter((value) => !others.includes(value));
}

/** The servers of the operation, else of its path, else of the document, else where the document is. */
function serversOf({ value, pointer, item, model }: Side): Server[] {
  const owners = [{ value, pointer }, item, { value: model.document.root, pointer: '' }];
  const owner = owners.find((each) => serverUrls(each.value).length > 0);
  const urls = owner ? serverUrls(owner.value) : ['/'];
  return getArray(owner?.value ?? { servers: [{ url: '/' }] }, 'servers')
    .filter((server) => getString(server, 'url') !== undefined)
    .map((server, index) => ({
      ...{ value: server, pointer: `${owner?.pointer ?? ''}/servers/${index}` },
      ...{ written: String(get(server, 'url')), url: urls[index]! },
    }));
}
