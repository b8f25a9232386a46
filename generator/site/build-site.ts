import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { showProgress } from '#setup/programs/progress.mjs';
import { buildJupyterlite } from './build-jupyterlite';
import { writeFigureExtension } from './figure-extension';
import { writeFrontPages } from './front-page/write-front-pages';
import { jupyterliteSettings } from './jupyterlite-settings';
import { writeKernelExtension } from './kernel-extension';
import { makeOffline } from './offline';
import { sourceTime } from './source-time';
import { writeStudentNotebooks } from './student-notebooks';
import { trimSite } from './trim-site';

/**
 * Builds the static site on which the lectures run in a browser, each time the same files from the same sources.
 *
 * @param root folder of the project, set up with its Python environment
 * @param site folder that gets it; what stood there goes once the new site is complete
 * @param work folder for what is on the way to it
 * @throws {SetupProblem} where a part cannot be built
 */
export async function buildSite(root: string, site: string, work: string): Promise<void> {
  const time = sourceTime(root);
  const source = join(work, 'source');
  const draft = join(work, 'site');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  try {
    await step('kernel and library', () =>
      writeKernelExtension(root, join(source, 'labextensions', 'bayes-kernel')),
    );
    writeFigureExtension(root, join(source, 'labextensions', 'bayes-plotly'));
    writeStudentNotebooks(root, join(source, 'files'));
    for (const [file, settings] of Object.entries(jupyterliteSettings(root)))
      writeFileSync(join(source, file), JSON.stringify(settings));
    await step('JupyterLite', () => buildJupyterlite(source, draft, time));
    trimSite(draft);
    await writeFrontPages(root, draft);
    await makeOffline(root, draft);
    replaceFolder(site, draft);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const step = (name: string, work: () => Promise<void>): Promise<void> =>
  showProgress(name, async () => {
    await work();
    return undefined;
  });

/** Copied beside it first, as it may stand on another disk. */
function replaceFolder(folder: string, by: string): void {
  const beside = `${folder}.part`;
  rmSync(beside, { recursive: true, force: true });
  cpSync(by, beside, { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(beside, folder);
}
