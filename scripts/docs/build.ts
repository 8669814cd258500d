import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesOf, get } from '../../src/openapi/json.ts';
import { modelOf } from '../../src/openapi/model.ts';
import { bundle } from '../generate/bundle.ts';
import { reportOf } from '../generate/findings.ts';
import { GenerateError } from '../generate/job.ts';
import { withoutHtml } from '../generate/without-html.ts';
import { lintDocument } from '../lint.ts';
import { placed } from '../load/error.ts';
import { loadDocument } from '../load.ts';
import { decorate } from './decorate.ts';
import { documentFiles } from './documents.ts';
import { readFacts } from './facts.ts';
import type { Navigation } from './html/page.ts';
import type { DocsJob } from './job.ts';
import { siteFiles } from './pages.ts';
import { buildReference, referenceFiles } from './reference.ts';
import { readSite, type Site } from './site.ts';
import type { SiteFile } from './site-folder.ts';
import { readTryIt } from './try/files.ts';

/** Everything that the site consists of, made of the document and the guides. Writes nothing but temporary files. */
export async function* buildSite(job: DocsJob): AsyncGenerator<SiteFile> {
  const folder = await mkdtemp(join(tmpdir(), 'docs-'));
  try {
    const { navigation, page } = yield* pages(job, folder);
    yield* await referenceFiles(navigation, page);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All but the reference, of which the page is returned: once it is made, a large document is in memory no longer. */
async function* pages(
  job: DocsJob,
  folder: string,
): AsyncGenerator<SiteFile, { readonly navigation: Navigation; readonly page: string }> {
  const { site, documents } = await read(job);
  // Redocly works in a process of its own while the pages are made here.
  const reference = referenceOf(job, folder, site, documents);
  reference.catch(() => undefined);
  try {
    const tried = await readTryIt(site.model, site.client);
    if (!tried)
      job.warn(
        `${job.shown(job.spec)} contradicts itself, so that nobody can say what its API answers: no page has "Try it".`,
      );
    const navigation = yield* siteFiles(job, site, documents, (...operation) => tried?.slot(...operation) ?? '');
    for (const { path, text } of tried?.files ?? []) yield [path, text];
    return { navigation, page: await reference };
  } finally {
    // It writes into the folder until it ends, also when something else has failed.
    await reference.catch(() => undefined);
  }
}

/** The document in both of its forms. As it was read, a large one is no longer in memory when its pages are made. */
async function read(job: DocsJob): Promise<{ readonly site: Site; readonly documents: ReadonlyMap<string, string> }> {
  // Redocly fetches remote references whatever it is told, so it sees only what this has read before.
  const loaded = loadDocument(job.spec);
  for (const { place, message } of loaded.warnings) job.warn(placed(place, message, job.shown));
  const bundling = bundle(loaded);
  bundling.catch(() => undefined);
  // Lint says more of what is wrong than the bundler does, so it speaks first.
  const { ok, problems } = job.lint ? await lintDocument(loaded) : { ok: true, problems: [] };
  const hint = job.own ? '' : ' With `--no-lint` the rules of this project are left out.';
  if (!ok) throw new GenerateError(`${problems.join('\n')}\nCorrect the document first.${hint}`);
  const bundled = await bundling;
  const named = entriesOf(get(bundled, 'components'), 'schemas').map(([name]) => name);
  const site = readSite(modelOf(await withoutHtml(bundled)), readFacts(job.root, job.own), named);
  const { findings } = site.model;
  if (findings.length > 0) job.warn(reportOf(findings, job.shown(job.spec)).trimEnd());
  return { site, documents: documentFiles(loaded, bundled) };
}

function warn(job: DocsJob, pointer: string, message: string): void {
  job.warn(`${job.shown(job.spec)}#${pointer} ${message}`);
}

function referenceOf(
  job: DocsJob,
  folder: string,
  site: Site,
  documents: ReadonlyMap<string, string>,
): Promise<string> {
  const root = JSON.parse(documents.get('openapi.json')!);
  const text = decorate(root, site, (pointer, message) => warn(job, pointer, message));
  return buildReference(job.root, folder, text, `${site.title} reference`, [...documents.keys()].reverse());
}
