/** Names in lists of words. Pure, so that a page that asks for none of them holds none. */
const listed = (...lists: readonly string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((names) => names.split(' ')));

/** What no declaration can be called. */
const WORDS =
  'any arguments as async await bigint boolean break case catch class const continue debugger declare default delete do else enum eval export extends false finally for ' +
  'function if implements import in infer instanceof interface is keyof let module namespace never new null number object of package private protected ' +
  'public readonly return satisfies static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield';

/** Names that would hide something that generated types refer to, or that are no name for a type. */
const TYPES = /* @__PURE__ */ listed(
  'paths components operations webhooks $defs Methods OperationTypes ContractTypes CallOptions NotEmpty ResponsePromise Selected Credentials Credential BasicCredential Fields ' +
    'Array Blob Boolean Date Error FormData Function Map Number Object Partial Pick Promise Readonly ReadonlyArray Record Required Set String Symbol ' +
    'Omit Exclude Extract NonNullable File Request Response Headers URL',
  WORDS,
);

/** Names that the table of operations has beside these. */
const CONSTANTS = /* @__PURE__ */ listed('api contract Object', WORDS);

/** Names of a client that are not operations, or that the language itself looks for. */
const CLIENT = /* @__PURE__ */ listed(
  'GET PUT POST DELETE OPTIONS HEAD PATCH TRACE each rateLimits then catch finally constructor prototype toString toJSON valueOf ' +
    'toLocaleString hasOwnProperty isPrototypeOf propertyIsEnumerable __proto__ __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__',
);

/** Hands out each name once. */
export class Names {
  readonly #taken = new Set<string>();
  readonly #reserved: ReadonlySet<string>;

  constructor(reserved: ReadonlySet<string> = new Set()) {
    this.#reserved = reserved;
  }

  static ofTypes(): Names {
    return new Names(TYPES);
  }

  static ofConstants(): Names {
    return new Names(CONSTANTS);
  }

  static ofMethods(): Names {
    return new Names(CLIENT);
  }

  /** `wanted`, with `suffix` where it is reserved and a number where it is taken. */
  take(wanted: string, suffix = ''): string {
    const base = this.#reserved.has(wanted) ? `${wanted}${suffix}` : wanted;
    let name = base;
    for (let count = 2; this.#taken.has(name) || this.#reserved.has(name); count += 1) name = `${base}${count}`;
    this.#taken.add(name);
    return name;
  }
}

/** Whether a text is a name in JavaScript: letters of any script will do. */
export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(text);
}

/** A name for a type: `get-thing` becomes `GetThing`; what is an identifier that begins with a capital already stays. */
export function typeName(text: string): string {
  if (isIdentifier(text) && capitalize(text) === text && !text.startsWith('_')) return text;
  const name = words(text).map(capitalize).join('');
  return /^[\p{ID_Start}$_]/u.test(name) ? name : `T${name}`;
}

/**
 * A name for a method: `repos/get-content` becomes `reposGetContent`; an identifier stays as it is. Undefined for a text
 * without a letter or digit.
 */
export function methodName(text: string): string | undefined {
  if (isIdentifier(text)) return text;
  const [first, ...rest] = words(text);
  if (first === undefined) return undefined;
  const name = first.charAt(0).toLowerCase() + first.slice(1) + rest.map(capitalize).join('');
  return /^[\p{ID_Start}$_]/u.test(name) ? name : `call${capitalize(name)}`;
}

export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A name for a command, an option or an address: `getThing` becomes `get-thing`. */
export function commandName(name: string): string {
  const apart = name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1-$2').replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1-$2');
  return words(apart).join('-').toLowerCase();
}

function words(text: string): string[] {
  return text.split(/[^\p{ID_Continue}$]+|_+/u).filter((word) => word !== '');
}
