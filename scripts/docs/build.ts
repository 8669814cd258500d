import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../src/openapi/json.ts';
import { modelOf } from '../../src/openapi/model.ts';
import { bundle } from '../generate/bundle.ts';
import { GenerateError } from '../generate/job.ts';
import { lintDocument } from '../lint.ts';
import { placed } from '../load/error.ts';
import { type LoadedDocument, loadDocument } from '../load.ts';
import { decorate } from './decorate.ts';
import { documentFiles } from './documents.ts';
import { readFacts } from './facts.ts';
import type { DocsJob } from './job.ts';
import { siteFiles } from './pages.ts';
import { buildReference, readRenderer } from './redocly.ts';
import { referenceFiles } from './reference.ts';
import { readSite } from './site.ts';
import type { SiteFile } from './site-folder.ts';
import { TryIt } from './try/files.ts';

/** Everything that the site consists of, made of the document and the guides. Writes nothing but temporary files. */
export async function* buildSite(job: DocsJob): AsyncGenerator<SiteFile> {
  // Redocly fetches remote references whatever it is told, so it sees only what this has read before.
  const loaded = loadDocument(job.spec);
  for (const { place, message } of loaded.warnings) job.warn(placed(place, message, job.shown));
  const bundled = bundle(loaded);
  bundled.catch(() => undefined);
  // Lint says more of what is wrong than the bundler does, so it speaks first.
  if (job.lint) await lint(job, loaded);
  yield* makeFiles(job, loaded, await bundled);
}

async function lint(job: DocsJob, loaded: LoadedDocument): Promise<void> {
  const { ok, problems } = await lintDocument(loaded);
  if (ok) return;
  const hint = job.own ? '' : ' With `--no-lint` the rules of this project are left out.';
  throw new GenerateError(`${problems.join('\n')}\nCorrect the document first.${hint}`);
}

async function* makeFiles(job: DocsJob, loaded: LoadedDocument, bundled: Json): AsyncGenerator<SiteFile> {
  const warn = (pointer: string, message: string): void => job.warn(`${job.shown(job.spec)}#${pointer} ${message}`);
  const site = readSite(modelOf(bundled), readFacts(job.root, job.own));
  for (const { pointer, message } of site.model.findings) warn(pointer, message);
  const folder = await mkdtemp(join(tmpdir(), 'docs-'));
  const documents = documentFiles(loaded, bundled);
  // Redocly works in a process of its own while the pages are made here.
  const decorated = decorate(JSON.parse(documents.get('openapi.json')!), site, warn);
  const reference = buildReference(
    job.root,
    folder,
    decorated,
    `${site.title} reference`,
    [...documents.keys()].reverse(),
  );
  reference.catch(() => undefined);
  try {
    const tried = await TryIt.of(site.model, site.client);
    if (!tried)
      job.warn(
        `${job.shown(job.spec)} contradicts itself, so that nobody can say what its API answers: no page has "Try it".`,
      );
    const navigation = yield* siteFiles(job, site, documents, (operation) => tried?.slot(operation) ?? '');
    yield* tried?.files ?? [];
    yield* referenceFiles(site, navigation, { page: await reference, renderer: await readRenderer() });
  } finally {
    // It writes there until it ends, also when something else has failed.
    await reference.catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
