import { get, getArray, getObject, getString, getStrings } from '../../src/openapi/json.ts';
import { samePlace, serverUrls } from '../../src/openapi/servers.ts';
import { note } from './found.ts';
import { compareNotes } from './notes.ts';
import { notesOf, type Pairing, type Side } from './pairing.ts';

interface Server {
  readonly source: unknown;
  readonly pointer: string;
  /** The URL as it is written, and with the defaults of its variables. */
  readonly written: string;
  readonly url: string;
}

/** Compares where an operation is served, wherever that is written; calls that name no server go to the first. */
export function compareServers({ before, after, name, node, sent }: Pairing): void {
  if (sent === 'answer') return;
  const [was, is] = [before, after].map(serversOf) as [Server[], Server[]];
  const isWhole = [...was, ...is].every(({ pointer }) => pointer.startsWith('/servers/'));
  const label = isWhole ? 'the API' : `\`${name}\``;
  const add = note(node.found, label);
  const isIn = (servers: readonly Server[], { written, url }: Server): Server | undefined =>
    servers.find((each) => each.written === written) ?? servers.find((each) => samePlace(each.url, url));
  for (const server of was) {
    const now = isIn(is, server);
    if (!now)
      add(
        'serverRemoved',
        [server, isWhole ? undefined : { pointer: parent(is[0]!.pointer) }],
        (of) => `Server \`${server.url}\` of ${of} was removed.`,
      );
    else compareServer(server, now, add);
  }
  for (const server of is)
    if (!isIn(was, server))
      add('serverAdded', [undefined, server], (of) => `Server \`${server.url}\` of ${of} was added.`);
  const [old, now] = [was[0]!, is[0]!];
  if (!samePlace(old.url, now.url) && (isIn(is, old) || isIn(was, now)))
    add(
      'firstServer',
      [old, now],
      (of) => `The first server of ${of}, which clients call that name none, was ${old.url}, is ${now.url}.`,
    );
}

function compareServer(was: Server, is: Server, add: ReturnType<typeof note>): void {
  compareNotes(notesOf(was.source, was.pointer, PARTS), notesOf(is.source, is.pointer, PARTS), 'request', add, [
    was.pointer,
    is.pointer,
  ]);
  const [left, right] = [was, is].map(({ source }) => getObject(source, 'variables') ?? {});
  for (const key of new Set([...Object.keys(left!), ...Object.keys(right!)])) {
    const [old, now] = [get(left, key), get(right, key)];
    const places = [was, { pointer: `${is.pointer}/variables/${key}` }] as const;
    if (!old || !now) continue;
    const [one, other] = [old, now].map((variable) => getStrings(variable, 'enum'));
    // Without a list, a variable may be anything.
    const gone =
      other!.length === 0 ? [] : one!.length === 0 ? ['others'] : one!.filter((value) => !other!.includes(value));
    const fresh =
      one!.length === 0 ? [] : other!.length === 0 ? ['others'] : other!.filter((value) => !one!.includes(value));
    for (const value of gone)
      add(
        'serverRemoved',
        places,
        () => `\`${value}\` of variable \`${key}\` of server \`${is.written}\` was removed.`,
      );
    for (const value of fresh)
      add('serverAdded', places, () => `\`${value}\` of variable \`${key}\` of server \`${is.written}\` was added.`);
    if (getString(old, 'default') !== getString(now, 'default'))
      add(
        'firstServer',
        places,
        () =>
          `The default of variable \`${key}\` of server \`${is.written}\` was \`${getString(old, 'default')}\`, is \`${getString(now, 'default')}\`.`,
      );
  }
}

const PARTS = /^(url|variables)$/;

function parent(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** The servers of the operation, else of its path, else of the document, else where the document is. */
function serversOf({ operation, pointer, item, model }: Side): Server[] {
  const owners = [
    [operation.source, pointer],
    [item.value, item.pointer],
    [model.document.root, ''],
  ] as const;
  const [owner, at] = owners.find(([value]) => serverUrls(value).length > 0) ?? [{ servers: [{ url: '/' }] }, ''];
  const urls = serverUrls(owner);
  return getArray(owner, 'servers')
    .filter((server) => getString(server, 'url') !== undefined)
    .map((source, index) => ({
      source,
      pointer: `${at}/servers/${index}`,
      written: getString(source, 'url')!,
      url: urls[index]!,
    }));
}
