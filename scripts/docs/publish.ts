import { createHash } from 'node:crypto';
import { GenerateError } from '../generate/job.ts';
import { type Asset, assetOf } from './assets.ts';

/** The page that Redocly wrote, and the script that it loads. */
export interface Rendered {
  readonly page: string;
  readonly renderer: string;
}

/** What the parts of the template that Redocly does not fill in become. */
export interface Frame {
  readonly head: string;
  readonly header: string;
  readonly footer: string;
}

/** A reference that asks nobody for anything: the page, its script, and the same in one file. */
export interface Published {
  readonly page: string | undefined;
  readonly renderer: Asset;
  readonly single: string;
}

const NO_PICTURE = 'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E';

/**
 * What the renderer would ask for, each with what it asks for instead, and how often it is written in it. Another count
 * is another renderer, which nobody has looked at.
 */
const ASKED: readonly (readonly [address: string, instead: string, count: number])[] = [
  ['https://cdn.redoc.ly/redoc/logo-mini-full.svg', NO_PICTURE, 1],
  ['https://cdn.redoc.ly/redoc/logo-mini.svg', NO_PICTURE, 1],
  ['https://cdn.redocly.com/icons/fa/7.0.0', 'data:,', 1],
  ['https://cdn.redocly.com/icons/code/5.24.0', 'data:,', 1],
  ['https://otel.cloud.redocly.com/v1/traces', 'data:,', 1],
];

/** Hosts whose addresses the renderer holds as names of namespaces, in messages, or as links that a reader may follow. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['www.w3.org', 'localhost', 'example.com', 'commonmark.org', 'en.wikipedia.org', 'react.dev', 'reactrouter.com'],
  ...['redocly.com', 'github.com', 'yarnpkg.com', 'chatgpt.com', 'claude.ai'],
]);

/**
 * Makes the page of Redocly one that needs no other host, or says why that cannot be done. Without a `frame` only the file
 * for offline use is made.
 */
export function publish({ page, renderer }: Rendered, frame: Frame | undefined, single: Frame): Published {
  const text = withoutHosts(renderer);
  const { path } = assetOf('redoc', 'js', text);
  if (!page.includes('"disableTelemetry":true')) throw changed('the page does not say that telemetry is off');
  const [preload, address] =
    /<link rel="modulepreload" href="(https:[^"]+)" integrity="[^"]+" crossorigin="anonymous" \/>/.exec(page) ?? [];
  const load = `import { hydrate } from "${address}";`;
  if (preload === undefined || count(page, load) !== 1) throw changed('the page loads its script in another way');
  const asked = (tags: string, loads: string): string => page.replace(preload, () => tags).replace(load, () => loads);
  const integrity = `sha384-${createHash('sha384').update(text).digest('base64')}`;
  const linked = (): string => asked(preloadTags(path, integrity), `import { hydrate } from "./${path}";`);
  return {
    page: frame && framed(linked(), frame, "script-src 'self'", "style-src 'self' 'unsafe-inline'"),
    renderer: { path, text },
    single: framed(asked('', inlineModule(text)), single, 'script-src', "style-src 'unsafe-inline'"),
  };
}

function withoutHosts(renderer: string): string {
  let text = renderer;
  for (const [address, instead, times] of ASKED) {
    if (count(text, address) !== times) throw changed(`its script no longer asks for ${address} ${times} times`);
    text = text.replaceAll(address, instead);
  }
  for (const [address, host = ''] of text.matchAll(/https?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*)/gi)) {
    if (!HARMLESS.has(host.toLowerCase())) throw changed(`its script knows the address ${address}, which is new`);
  }
  return text;
}

/** An import has no integrity of its own; an import map gives it one. */
function preloadTags(path: string, integrity: string): string {
  const map = JSON.stringify({ integrity: { [`./${path}`]: integrity } });
  return `<script type="importmap">${map}</script>\n<link rel="modulepreload" href="${path}" integrity="${integrity}">`;
}

/** A module as part of another: without its export, and with nothing in it that ends a script. */
function inlineModule(module: string): string {
  const parts = /^([\s\S]*)export\s*\{([^}]*)\};?\s*$/.exec(module);
  if (!parts?.[2]?.split(',').some((name) => name.trim() === 'hydrate'))
    throw changed('its script exports no `hydrate`');
  return parts[1]!.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '\\x3c!--');
}

/** Fills in what the template has left open; the policy stands first and allows just the scripts that stand in the page. */
function framed(page: string, { head, header, footer }: Frame, scripts: string, styles: string): string {
  const hashes = [...page.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  const policy = [
    "default-src 'none'",
    [scripts, ...new Set(hashes)].join(' '),
    ...[styles, "img-src 'self' data:", 'font-src data:', "base-uri 'none'", "form-action 'none'"],
  ].join('; ');
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  // The template is ours, so the first is the template's own: text of the document comes after it, and escaped.
  const parts: string[] = [];
  let end = 0;
  for (const [name, text] of Object.entries({ policy: meta, head, header, footer })) {
    const mark = `<!--docs:${name}-->`;
    const at = page.indexOf(mark, end);
    if (at < 0) throw changed(`the template has no place for the ${name}`);
    parts.push(page.slice(end, at), text);
    end = at + mark.length;
  }
  // In one go: of a large document, every copy of the page is tens of megabytes.
  const whole = [...parts, page.slice(end)].join('');
  checkHosts(whole);
  return whole;
}

/** Everything that a browser would load without being asked to. */
function checkHosts(page: string): void {
  const markup = page.replace(/(<script[^>]*>)[\s\S]*?(<\/script>)/g, '$1$2');
  for (const [tag] of markup.matchAll(
    /<(?:script|link|img|iframe|source|video|audio|object|embed|use|image)\b[^>]*>/gi,
  )) {
    if (/\brel="canonical"/.test(tag)) continue;
    const [, address] = /\b(?:src|href|srcset|data|poster)\s*=\s*["']?((?:https?:)?\/\/[^"'\s>]+)/i.exec(tag) ?? [];
    if (address !== undefined) throw changed(`the page loads ${address}`);
  }
  if (/@import|url\(\s*["']?(?:https?:)?\/\//i.test(markup))
    throw changed('the styles of the page load something from elsewhere');
}

function changed(what: string): GenerateError {
  return new GenerateError(
    `The reference would need another host, or is not the one that was looked at: ${what}. Compare scripts/docs/publish.ts with this version of @redocly/cli.`,
  );
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
