import { contract as hoodContract } from '../../generated/contract.js';
import hoodDocument from '../../generated/model.json' with { type: 'json' };
import { contractOf } from '../../scripts/generate/contract-table.ts';
import { createClient } from '../../src/client/client.ts';
import type { Contract } from '../../src/contract.ts';
import { gather } from '../../src/evidence/gather.ts';
import { callAll, type Gathered } from '../../src/evidence/live.ts';
import { probesOf } from '../../src/evidence/probes.ts';
import type { Json } from '../../src/openapi/json.ts';
import { type Model, modelOfNormal } from '../../src/openapi/model.ts';
import { type NormalDocument, normalise } from '../../src/openapi/normalise.ts';
import { createEmulator } from '../../src/testing/emulator.ts';
import type { EmulatorOptions } from '../../src/testing/types.ts';
import { type Findings, judge } from '../../src/verify/judge.ts';
import { contract as booksContract } from '../contracts/bookshop/generated/contract.js';
import booksDocument from '../contracts/bookshop/generated/model.json' with { type: 'json' };
import { VirtualTime } from '../support/virtual-time.ts';

/** A contract, and a server of it that knows more than the contract's examples. */
export interface Api {
  readonly contract: Contract;
  readonly document: NormalDocument;
  readonly model: Model;
  readonly data: NonNullable<EmulatorOptions['data']>;
}

function api(contract: Contract, document: unknown, data: (schemas: Json) => Api['data']): Api {
  const normal = document as NormalDocument;
  const model = modelOfNormal(normal);
  return { contract, document: normal, model, data: data(model.document.root) };
}

type Examples = Record<string, { readonly value: Record<string, unknown> }>;

export const hood: Api = api(hoodContract, hoodDocument, (root) => {
  const { examples } = root['components'] as { examples: Examples };
  const { Twilio, ProviderPage } = examples;
  const integration = Twilio!.value;
  const [provider] = ProviderPage!.value['items'] as object[];
  return {
    Integration: [integration, { ...integration, id: '1162', type: 'email', effective_status: 'active' }],
    Provider: [provider, { ...provider, id: '1001', name: 'mandrill', company_id: '1' }],
  } as Api['data'];
});

export const books: Api = api(booksContract, booksDocument, () => ({
  Book: [
    {
      isbn: '9780140449136',
      title: 'The Odyssey',
      genre: 'poetry',
      price: 9.5,
      vendor: {
        ...{ name: 'Ithaca', api_secret: 'hush', account: '6f0a9d0e-0c0b-4a51-9a3b-1f2d3c4b5a69' },
        ...{ mail: 'ithaca@bookshop.example', site: 'https://ithaca.example/' },
        ...{ since: '2019-04-01', seen_at: '2024-05-23T06:33:01Z' },
      },
    },
    {
      isbn: '9780141439518',
      title: 'Pride and Prejudice',
      genre: 'novel',
      price: null,
      sequel: { isbn: '9780141439519', title: 'Another' },
    },
  ],
}));

// biome-ignore lint/suspicious/noExplicitAny: a lie changes an answer in whatever way.
export type Loose = any;

/** An answer on its way to the client, to be changed. */
export interface OnTheWay {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  /** Whether the right credential was sent. */
  readonly entitled: boolean;
  status: number;
  readonly headers: Headers;
  /** JSON; undefined where there is no body. */
  body: Loose;
  /** What goes out in its place, as it is. */
  text?: string;
}

export type Lie = (answer: OnTheWay) => void;

const TOKEN = 'a-right-credential';

/** Calls all that can be called of a server that tells lies, by the client and at its pace, and judges what came. */
export async function verified(
  { contract, document, model, data }: Api,
  lie: Lie = () => undefined,
): Promise<Findings & { readonly gathered: Gathered }> {
  const gathered = await inVirtualTime(() => {
    const emulator = createEmulator({ contract: document, token: TOKEN, data });
    const fetch = async (request: Request, init?: RequestInit): Promise<Response> => {
      const response = await emulator.fetch(request, init);
      const text = await response.text();
      const answer: OnTheWay = {
        ...{ method: request.method, url: new URL(request.url), path: emulator.requests.at(-1)!.operation ?? '' },
        entitled: [...request.headers.values()].some((value) => value.endsWith(TOKEN)),
        ...{ status: response.status, headers: new Headers(response.headers) },
        body: text === '' ? undefined : JSON.parse(text),
      };
      lie(answer);
      const body = answer.text ?? (answer.body === undefined ? null : JSON.stringify(answer.body));
      return new Response(answer.status === 204 ? null : body, { status: answer.status, headers: answer.headers });
    };
    const createIt = (options: object) => createClient(contract, { token: TOKEN, ...options }) as never;
    const options = { model, contract, maxCalls: Number.POSITIVE_INFINITY, fetch, createClient: createIt };
    return callAll(probesOf(model, []), options);
  });
  return { ...judge(model, gathered.exchanges), gathered };
}

/** What the emulator of any document gives, at once. */
export async function emulated(document: Json): Promise<Findings> {
  const normal = normalise(document);
  const model = modelOfNormal(normal);
  const operations = model.operations.filter(({ unsupported }) => unsupported === undefined);
  const contract = contractOf(model, operations);
  const createIt = (options: object) => createClient(contract, options) as never;
  const subject = { model, contract, document: normal, createClient: createIt, servers: [] };
  const { exchanges } = await inVirtualTime(() => gather({ emulate: true }, subject));
  return judge(model, exchanges);
}

/** Does what takes time without waiting for it. */
export async function inVirtualTime<Result>(work: () => Promise<Result>): Promise<Result> {
  const time = new VirtualTime();
  time.install();
  try {
    let outcome: { readonly result: Result } | { readonly error: unknown } | undefined;
    work().then(
      (result) => {
        outcome = { result };
      },
      (error) => {
        outcome = { error };
      },
    );
    await time.runUntil(() => outcome !== undefined);
    if (outcome && 'result' in outcome) return outcome.result;
    throw outcome?.error ?? new Error('Nothing is left to wait for.');
  } finally {
    time.uninstall();
  }
}

/** What is wrong, in a form that can be compared: the claims that are contradicted, and what is unknown. */
export function found({ verdicts, unknowns }: Findings): string[] {
  return [
    ...verdicts.flatMap(({ verdict, pointer, detail }) =>
      verdict === 'contradicted' ? [[pointer, ...[detail ?? []].flat()].join(' ')] : [],
    ),
    ...unknowns.map(({ kind, pointer, name }) => `${kind} ${pointer} ${name}`),
  ];
}
