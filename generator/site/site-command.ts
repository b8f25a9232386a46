import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Given } from '#setup/commands/command.mjs';
import type { command } from '#setup/commands/site.mjs';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { root, setupFolder } from '#setup/project-paths.mjs';
import { setUp, stepsFor } from '#setup/steps/set-up.mjs';
import { buildSite } from './build-site';
import { startSiteServer } from './site-server';

/**
 * The command `npm run site`.
 *
 * @returns 0
 * @throws {UsageError} where the folder holds something else than a site
 * @throws {SetupProblem} where a part of the site cannot be built, or it cannot be served
 */
export async function run({ out = 'site', serve, port = 8900 }: Given<typeof command>): Promise<number> {
  const site = resolve(out);
  mustBeReplaceable(site, out);
  const server = serve ? await startSiteServer(site, { port }) : undefined; // a port that is taken is told at once
  try {
    await setUp(stepsFor({ native: false }));
    await buildSite(root, site, join(setupFolder, 'site'));
    console.log(`The site: ${relative(process.cwd(), site) || '.'}`);
    if (server === undefined) return 0;
    console.log(`\n  ${server.url}\n\nCtrl+C stops it.`);
    await stopped();
    return 0;
  } finally {
    server?.close();
  }
}

/** A site that was built before is written anew; anything else that stands there is somebody's. */
function mustBeReplaceable(site: string, given: string): void {
  const found = statSync(site, { throwIfNoEntry: false });
  if (!found || existsSync(join(site, 'jupyter-lite.json'))) return;
  if (!found.isDirectory() || readdirSync(site).length > 0)
    throw new UsageError(
      `Cannot build the site: --out must be a new or empty folder or a site, got ${given}`,
    );
}

/** Until the user stops it. */
const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
