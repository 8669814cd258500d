import { existsSync, readdirSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { GenerateError } from '../generate/job.ts';
import { watchFiles } from '../generate/watch.ts';
import { DocumentError, placed } from '../load/error.ts';
import { loadDocument } from '../load.ts';
import { buildSite } from './build.ts';
import { escapeHtml } from './html/text.ts';
import type { DocsJob } from './job.ts';
import type { SiteFile } from './site-folder.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.yaml': 'application/yaml; charset=utf-8',
};

const EVENTS = '/preview-events';
const SCRIPT = '/preview-script.js';
/** Reloads once the site is another, the one after a restart of the server included. */
const RELOAD = `let first;
new EventSource('${EVENTS}').addEventListener('message', ({ data }) => {
  first ??= data;
  if (data !== first) location.reload();
});
`;

/** Serves the site from memory, on this machine alone, and makes it anew on every change. Never returns. */
export async function preview(job: DocsJob, port: number): Promise<never> {
  const open = new Set<ServerResponse>();
  let outputs: ReadonlyMap<string, SiteFile[1]> = new Map();
  let problem = '';
  let build = Date.now();
  const server = createServer(({ url = '/' }, response) => {
    const path = decodePath(url);
    if (path === EVENTS) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`data: ${build}\n\n`);
      open.add(response);
      response.on('close', () => open.delete(response));
      return;
    }
    const [status, file, content] = path === SCRIPT ? [200, SCRIPT, RELOAD] : find(outputs, path, problem);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const shown = typeof content === 'string' && type === TYPES['.html'] ? withReload(content) : content;
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(shown);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      reject(
        new GenerateError(
          `Port ${port} cannot be used (${code}). Choose another with \`--port\`, or 0 for any free one.`,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  process.stdout.write(`Preview on http://127.0.0.1:${(server.address() as AddressInfo).port}/. Ctrl+C ends it.\n`);
  return watchFiles(
    () => inputsOf(job),
    async () => {
      try {
        const made = new Map<string, SiteFile[1]>();
        for await (const [path, content] of buildSite(job)) made.set(path, content);
        outputs = made;
        problem = '';
        process.stdout.write(`Made ${outputs.size} files.\n`);
      } catch (error) {
        if (!(error instanceof GenerateError || error instanceof DocumentError)) throw error;
        problem = error instanceof DocumentError ? placed(error.place, error.message, job.shown) : error.message;
        process.stderr.write(`${problem}\nThe last site that could be made is still served.\n`);
      }
      build += 1;
      for (const response of open) response.write(`data: ${build}\n\n`);
      return undefined;
    },
  );
}

/** All files that the site is made from. While the document is broken, its own file is all that is known of it. */
function inputsOf({ root, spec, guides, changelog }: DocsJob): string[] {
  let documents = [spec];
  try {
    documents = [...loadDocument(spec).files.keys()];
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
  }
  const own = join(root, 'scripts', 'docs');
  const folders = [guides, ...['styles', 'page', 'icons'].map((folder) => join(own, folder))];
  const listed = folders.flatMap((folder) =>
    folder === undefined || !existsSync(folder)
      ? []
      : readdirSync(folder, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ name }) => join(folder, name)),
  );
  return [...documents, ...listed, ...(changelog === undefined ? [] : [changelog]), join(own, 'page.hbs')];
}

type Answer = readonly [status: number, path: string, content: SiteFile[1]];

function find(outputs: ReadonlyMap<string, SiteFile[1]>, path: string, problem: string): Answer {
  const wanted = path.replace(/^\//, '').replace(/(^|\/)$/, '$1index.html');
  const content = outputs.get(wanted);
  if (content !== undefined) return [200, wanted, content];
  const missing = outputs.get('404.html');
  if (missing !== undefined) return [404, '404.html', missing];
  const text = escapeHtml(problem || 'The site is being made.');
  return [503, 'wait.html', `<!DOCTYPE html><title>Preview</title><pre>${text}</pre></body>`];
}

/** Pages allow no script of others and no connection, so a preview has to widen their policy. */
function withReload(page: string): string {
  return page
    .replace("default-src 'none'; ", (start) => `${start}connect-src 'self'; `)
    .replace(/<\/body>(?![\s\S]*<\/body>)/, () => `<script src="${SCRIPT}"></script>\n</body>`);
}

function decodePath(url: string): string {
  try {
    return decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
  } catch {
    return '/404.html';
  }
}
