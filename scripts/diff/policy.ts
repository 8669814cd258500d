import type { Kind } from './change.ts';

/** How one case is judged, on which reasonable people differ. `docs/diff-policy.md` has the same table. */
export interface Choice {
  readonly what: string;
  readonly kind: Kind | 'nothing';
  readonly why: string;
}

const entry = (what: string, kind: Choice['kind'], why: string): Choice => ({ what, kind, why });

export const POLICY = {
  enumValueInAnswer: entry(
    'An answer can have a new value of a closed enum',
    'breaking',
    'A program that lists all cases meets one that it does not have; its types said that there is none.',
  ),
  openEnumValue: entry(
    'An enum that any other string may follow has a new value, or one less',
    'addition',
    'Its type always allowed every string; only what an editor suggests is different.',
  ),
  enumValueInRequest: entry('A request may have a new value of an enum', 'addition', 'More can be asked for.'),
  errorStatusRemoved: entry(
    'An error status is no longer described',
    'fix',
    'Code that handles it still compiles and is only not reached; every status that is no success is an error anyway.',
  ),
  defaultInRequest: entry(
    'The default of a parameter, or in a request body, is another',
    'breaking',
    'The same call means something else, and nothing says so.',
  ),
  defaultInAnswer: entry(
    'A default in an answer is another',
    'docs',
    'No client fills it in: it only describes what the server does.',
  ),
  pathParameterRenamed: entry(
    'A path parameter has another name',
    'docs',
    'The requests are the same. The methods of the client take it by its name, which is reported on its own, as `types`.',
  ),
  deprecated: entry(
    'Something is deprecated, with `x-sunset` saying when it ends',
    'deprecation',
    'It still works; the step in the minor number is where programs look for news.',
  ),
  deprecatedWithoutSunset: entry(
    'Something is deprecated without `x-sunset`',
    'deprecation',
    'It still works. That the date is missing is said, and for operations refused by lint, but it breaks nothing.',
  ),
  sunsetEarlier: entry('A sunset date is earlier, or is gone', 'breaking', 'A promised time is taken back.'),
  sunsetLater: entry('A sunset date is added or later', 'fix', 'A promise grows.'),
  limitTightened: entry(
    'A limit is lower, its window longer or new, or its scope, class or alignment stricter or another',
    'breaking',
    'Programs that do not update send too much and are refused; those that do are slower.',
  ),
  limitLoosened: entry('A limit is higher, its window shorter or gone', 'addition', 'More calls fit.'),
  limitSignals: entry(
    'The headers, or the Retry-After value, by which a limit is told are others',
    'fix',
    'Only the client reads them, and it is made from the contract.',
  ),
  sensitiveAdded: entry(
    '`x-sensitive` is added',
    'fix',
    'More is masked in logs. The value itself, which programs work with, is the same.',
  ),
  sensitiveRemoved: entry(
    '`x-sensitive` is removed',
    'breaking',
    'What was masked is printed from now on: a promise of safety is taken back.',
  ),
  headerOptional: entry(
    'A response header is no longer required',
    'breaking',
    'Programs that read it meet answers without it.',
  ),
  required: entry('Something that was required is optional in a request', 'addition', 'Less has to be given.'),
  loosened: entry(
    'A bound or pattern of a request is wider, or that of an answer narrower',
    'fix',
    'Every program that worked goes on; the description only comes closer to the API.',
  ),
  newInAnswer: entry(
    'An answer can have a new optional field, header or media type',
    'addition',
    'The client lets pass what it does not know, so that older programs go on.',
  ),
  newSuccess: entry(
    'An operation can answer with another success status',
    'addition',
    'On the wire it is one more. Where the type of the result changes, that is reported on its own, as `types`.',
  ),
  firstServer: entry(
    'The first server, or the default of a variable in its URL, is another, while the old one is still listed',
    'breaking',
    'Clients that name none call the first.',
  ),
  ownServer: entry(
    'An operation or a path has servers of its own',
    'breaking',
    'Calls that go to the server of the document no longer arrive.',
  ),
  securityDropped: entry(
    'An operation no longer asks for a credential, or accepts one more',
    'addition',
    'Programs that send what they always sent go on.',
  ),
  readOnlyInRequest: entry(
    'What a request could send is read-only',
    'breaking',
    'Programs send it, and it is refused or ignored.',
  ),
  writeOnlyInAnswer: entry('What an answer had is write-only', 'breaking', 'Programs read it, and it is not there.'),
  selection: entry(
    '`x-selects-fields` is added',
    'addition',
    'The parameter was there; its results are typed now. Removing it is reported as `types`.',
  ),
  pagesAdded: entry(
    '`x-pagination` is added',
    'addition',
    'The parameters were there; the method has `pages` and `items` now. Removing it is reported as `types`.',
  ),
  pagesChanged: entry(
    '`x-pagination` says another thing',
    'fix',
    'It tells the client how to read on; no request that a caller writes is another.',
  ),
  examples: entry(
    'Examples are others',
    'docs',
    'They describe. That the emulator answers with them is for tests only.',
  ),
  sources: entry('`x-source`, or an extension that is not known here, is another', 'docs', 'It changes no call.'),
  groups: entry('Tags are others', 'docs', 'The client has no groups: a tag only sorts pages.'),
  unused: entry(
    'A component that nothing uses is added or removed',
    'nothing',
    'No call can meet it. That the exported type of a schema is gone is reported on its own, as `types`.',
  ),
  newTypes: entry(
    'A type is exported that was not',
    'nothing',
    'It comes with an addition to the contract, which is reported, or with the other form of the same.',
  ),
  namedByPlace: entry(
    'A type is gone that is named after the place it describes, such as `GetThingError404`',
    'nothing',
    'It says how the contract is written (`$ref` or in place), not what it says. Types of schemas keep their names.',
  ),
  spelledOut: entry(
    'What a missing keyword means is spelled out, keys or sets are in another order, or parameters are declared for the whole path',
    'nothing',
    'It means the same.',
  ),
  types: entry(
    'The wire is the same or more, but programs no longer compile',
    'types',
    'Whoever updates must edit: to a user of TypeScript, that is breaking.',
  ),
} as const satisfies Readonly<Record<string, Choice>>;

export type Case = keyof typeof POLICY;
