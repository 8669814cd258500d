import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentReader } from '../../src/openapi/document.ts';
import type { Json } from '../../src/openapi/json.ts';
import { modelOf } from '../../src/openapi/model.ts';
import type { OperationModel } from '../../src/openapi/operations.ts';
import { bundle } from '../generate/bundle.ts';
import { GenerateError } from '../generate/job.ts';
import { lintDocument } from '../lint.ts';
import { placed } from '../load/error.ts';
import { type LoadedDocument, loadDocument } from '../load.ts';
import { readFacts } from './facts.ts';
import type { DocsJob } from './job.ts';
import { siteFiles } from './pages.ts';
import { buildReference, readRenderer } from './redocly.ts';
import { referenceFiles } from './reference.ts';
import { readSite } from './site.ts';
import type { SiteOutputs } from './site-folder.ts';
import { TryIt } from './try/files.ts';

/** Everything that the site consists of, made of the document and the guides. Writes nothing but temporary files. */
export async function buildSite(job: DocsJob): Promise<SiteOutputs> {
  // Redocly fetches remote references whatever it is told, so it sees only what this has read before.
  const loaded = loadDocument(job.spec);
  for (const { place, message } of loaded.warnings) job.warn(placed(place, message, job.shown));
  const bundled = bundle(loaded);
  bundled.catch(() => undefined);
  // Lint says more of what is wrong than the bundler does, so it speaks first.
  if (job.lint) await lint(job, loaded);
  return makeFiles(job, loaded, await bundled);
}

async function lint(job: DocsJob, loaded: LoadedDocument): Promise<void> {
  const { ok, problems } = await lintDocument(loaded);
  if (ok) return;
  const hint = job.own ? '' : ' With `--no-lint` the rules of this project are left out.';
  throw new GenerateError(`${problems.join('\n')}\nCorrect the document first.${hint}`);
}

async function makeFiles(job: DocsJob, loaded: LoadedDocument, bundled: Json): Promise<SiteOutputs> {
  const client = readFacts(job.root, job.own);
  const warned = new Set<string>();
  const document = new DocumentReader(bundled, (pointer, message) => {
    // Every page reads the document anew, and says the same of it.
    const text = `${job.shown(job.spec)}#${pointer} ${message}`;
    if (!warned.has(text)) job.warn(text);
    warned.add(text);
  });
  const site = readSite(document, client);
  const model = modelOf(bundled);
  const tried = await TryIt.of(model, client);
  if (!tried)
    job.warn(
      `${job.shown(job.spec)} contradicts itself, so that nobody can say what its API answers: no page has "Try it".`,
    );
  const known = new Map(model.operations.map((operation) => [operation.id, operation]));
  const slot = ({ id }: OperationModel): string => {
    const operation = known.get(id);
    return (operation && tried?.slot(operation)) ?? '';
  };
  const folder = await mkdtemp(join(tmpdir(), 'docs-'));
  // Redocly works in a process of its own while the pages are made here.
  const text = JSON.stringify(bundled);
  const reference = buildReference(job.root, folder, text, `${site.title} reference`, client);
  reference.catch(() => undefined);
  try {
    const { files, navigation } = siteFiles(job, { ...site, slot }, loaded, text);
    const rendered = { page: await reference, renderer: await readRenderer() };
    return new Map([...files, ...(tried?.files ?? []), ...referenceFiles(site, navigation, rendered)]);
  } finally {
    // It writes there until it ends, also when something else has failed.
    await reference.catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  }
}
