import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What JupyterLite's app brings along for those who build it, and its service worker, whose place another has. */
const unneeded = /(^|\/)(rspack\.config.*\.js|jupyterlite\.schema\.v0\.json|service-worker\.js)$|\.map$/;

/** Manifests of npm packages; those of extensions are asked for where licences are shown. */
const manifest = /^(\w+\/)?package\.json$/;

/**
 * Removes from a built site what no page asks for, and puts what stands in it in the order in which no file system has
 * a say.
 */
export function trimSite(site: string): void {
  const files = (readdirSync(site, { recursive: true }) as string[]).map((file) =>
    file.replaceAll('\\', '/'),
  );
  for (const file of files)
    if (unneeded.test(file) || manifest.test(file)) rmSync(join(site, file), { force: true });
  sortExtensions(join(site, 'jupyter-lite.json'));
}

/** JupyterLite lists the extensions as the file system does. */
function sortExtensions(path: string): void {
  const settings = JSON.parse(readFileSync(path, 'utf8'));
  const extensions: { name: string }[] = settings['jupyter-config-data'].federated_extensions;
  extensions.sort((a, b) => (a.name < b.name ? -1 : 1));
  writeFileSync(path, `${JSON.stringify(settings, null, 2)}\n`);
}
