import type { Integration, IntegrationCreate, IntegrationUpdate, Provider } from '#generated/schema.d.ts';
import type { EmulatorHandler, EmulatorMemory, HandledAnswer, HandledRequest } from '../testing/memory.ts';
import { checkSettings } from './check-settings.ts';

/** What this API's emulator can be told beside what every emulator can. */
export interface HoodEmulatorOptions {
  /**
   * Whether lists can be sorted and searched by any property. Which ones the API knows is documented nowhere, so by
   * default a request that sorts or searches is refused with 400. Default: false.
   *
   * @example
   * const emulator = createEmulator({ anyProperty: true });
   */
  readonly anyProperty?: boolean;
}

/** What this API does and its contract's shape does not say, for the emulator. */
export const handlersOf = ({
  anyProperty = false,
}: HoodEmulatorOptions): Readonly<Record<string, EmulatorHandler>> => ({
  listIntegrations: (request, memory) => {
    const items = memory.all('Integration').filter((item) => passes(item, request.params.query['type']));
    if (anyProperty) return page(arranged(items, request));
    return undocumented(request) ?? page(items);
  },
  listProviders: (request, memory) =>
    anyProperty ? page(arranged(memory.all('Provider'), request)) : undocumented(request),
  createIntegration: ({ body }, memory) => {
    const { settings, ...given } = body as IntegrationCreate;
    const provider = providerOf(memory, given.provider_id);
    if (!provider) return refused('Expected `provider_id` to be that of a provider.');
    const [example] = memory.all('Integration') as readonly Integration[];
    const item = {
      ...example,
      ...given,
      ...{ id: memory.nextKey('Integration'), type: provider.type, provider, is_default: false },
      settings: known(settings, provider),
      status: given.status ?? 'active',
    };
    memory.put('Integration', item);
    return { body: item };
  },
  updateIntegration: ({ params, body }, memory) => {
    const items = memory.all('Integration') as readonly Integration[];
    const item = items.find(({ id }) => id === params.path['id']);
    const { settings, ...given } = body as IntegrationUpdate;
    if (!item || !settings) return undefined;
    memory.put('Integration', { ...item, ...given, settings: known(settings, item.provider) });
    return { status: 204 };
  },
  validateIntegration: ({ body }, memory) => {
    const { settings, provider_id: id } = body as IntegrationCreate;
    const provider = providerOf(memory, id);
    if (!provider) return refused('Expected `provider_id` to be that of a provider.');
    const wrong = checkSettings(settings, provider).find(({ severity }) => severity === 'error');
    return wrong ? refused(wrong.message) : { status: 204 };
  },
});

const refused = (reason: string): HandledAnswer => ({ status: 400, reason });

/** Sorting and searching are documented, but not by which properties: an answer would be made up. */
function undocumented({ params: { query } }: HandledRequest): HandledAnswer | undefined {
  const name = ['sort', 'q', 'q_fields'].find((each) => query[each] !== undefined);
  if (name === undefined) return undefined;
  return refused(
    `Which properties \`${name}\` knows is not documented, so the emulator refuses it. Answer it by \`handlers\`, or set \`anyProperty\`.`,
  );
}

/** Searched and sorted by whatever the request names; without `q_fields` each text is looked at. */
function arranged(items: readonly unknown[], { params: { query } }: HandledRequest): readonly unknown[] {
  const { q, q_fields: names, sort = [] } = query as { q?: string; q_fields?: string[]; sort?: string[] };
  const textOf = (item: unknown, name: string): string => String((item as Record<string, unknown>)[name] ?? '');
  const holds = (item: unknown): boolean =>
    (names ?? Object.keys(item as object)).some((name) => textOf(item, name).toLowerCase().includes(q!.toLowerCase()));
  const found = q === undefined ? [...items] : items.filter(holds);
  // What is named first decides: it is sorted by last, and of equals the order stays.
  for (const by of sort.toReversed()) {
    const [name, sign] = by.startsWith('-') ? [by.slice(1), -1] : [by, 1];
    found.sort((a, b) => sign * (textOf(a, name) < textOf(b, name) ? -1 : Number(textOf(a, name) > textOf(b, name))));
  }
  return found;
}

function page(items: readonly unknown[]): HandledAnswer {
  return { body: { total: items.length, items } };
}

function providerOf(memory: EmulatorMemory, id: string): Provider | undefined {
  const integrations = memory.all('Integration') as readonly Integration[];
  const providers = [
    ...(memory.all('Provider') as readonly Provider[]),
    ...integrations.map(({ provider }) => provider),
  ];
  return providers.find((provider) => provider.id === id);
}

/** Settings that the provider does not know are dropped without a word. */
function known(settings: object, { settings: described }: Provider): Integration['settings'] {
  const names = new Set(described.map(({ name }) => name));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => names.has(name)));
}

/** Whether an integration passes the filter of its type. */
function passes(item: unknown, filter: unknown): boolean {
  if (typeof filter !== 'string') return true;
  const [, operator = 'eq', text = ''] = /^(?:(eq|neq|in|nin|isn?):)?(.*)$/s.exec(filter) ?? [];
  const { type } = item as Integration;
  const among = text.split(',').includes(type);
  const isNull = type == null;
  const passing = { eq: type === text, neq: type !== text, in: among, nin: !among, is: !isNull, isn: isNull };
  return passing[operator as keyof typeof passing];
}
