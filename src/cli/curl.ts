import { isJsonType } from '../common/json.ts';
import { MASK, redactBody } from '../common/redact.ts';
import type { Parameter } from '../contract.ts';
import type { App, CallMethod } from './app.ts';

/** Stands for the token on its way through the client. */
const PLACEHOLDER = 'TOKEN-OF-THE-ENVIRONMENT';

/** The command for curl that sends what the client would send. */
export async function curlCommand(app: App, name: string, params: object, reveal = false): Promise<string> {
  let sent: Request | undefined;
  const baseUrl = process.env[app.environment.baseUrl];
  const client = app.createClient({
    token: PLACEHOLDER,
    ...(baseUrl && { baseUrl }),
    rateLimit: false,
    retries: 0,
    fetch: async (request) => {
      sent = request.clone();
      return new Response(null, { status: 418 });
    },
  });
  try {
    await (client[name] as CallMethod)(reveal ? params : withoutSecrets(app, name, params), {});
  } catch (error) {
    if (!sent) throw error;
  }
  const { method, url, headers } = sent!;
  const body = maskedBody(app, name, await sent!.text(), reveal);
  const kept = [...headers].filter(([header]) => header !== 'user-agent');
  return [
    `curl --request ${method} ${quote(app, url)}`,
    ...kept.map(([header, value]) => `--header ${quote(app, `${header}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${quote(app, body)}`]),
  ].join(' \\\n  ');
}

/** The parameters of a call, but for those that the contract marks sensitive. */
function withoutSecrets({ contract }: App, name: string, params: object): object {
  const { parameters, grouped } = contract.operations[name]!;
  const masked = (values: object, marked: readonly Parameter[]): object =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, marked.some((each) => each.name === key) ? MASK : value]),
    );
  const secret = parameters.filter(({ sensitive }) => sensitive);
  if (!grouped) return masked(params, secret);
  return Object.fromEntries(
    Object.entries(params).map(([place, values]: [string, object]) => {
      const marked = secret.filter((parameter) => parameter.in === place);
      return [place, marked.length > 0 ? masked(values, marked) : values];
    }),
  );
}

/** The body as it is sent, but for the values that the contract marks sensitive. */
function maskedBody({ contract }: App, name: string, text: string, reveal: boolean): string {
  const declared = contract.operations[name]!.body;
  if (reveal || !declared || text === '' || !isJsonType(declared.contentType)) return text;
  return JSON.stringify(redactBody(contract, declared, JSON.parse(text)));
}

/** In single quotes, in which a shell reads nothing; with the token's variable in it in double quotes. */
function quote({ environment }: App, text: string): string {
  const quoted = (part: string): string => `'${part.replaceAll("'", `'\\''`)}'`;
  if (!text.includes(PLACEHOLDER)) return quoted(text);
  const variable = `$${environment.token}`;
  if (!/["$`\\!]/.test(text)) return `"${text.replaceAll(PLACEHOLDER, variable)}"`;
  return text.split(PLACEHOLDER).map(quoted).join(`"${variable}"`);
}
