import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageScript, withScript } from './front-page/page-script';

/** The pages that run notebooks. The service worker isolates them, and keeps what they load. */
const appPages = ['lab/index.html', 'notebooks/index.html', 'tree/index.html'];

/**
 * What a lecture needs besides what its page loads while it opens: the front pages, the notebooks, the kernel and the
 * renderer of figures, which come when a cell is run, and the fonts of formulas, when one is seen. WebAssembly without
 * SIMD is for old browsers, and comes to them.
 */
const essential = [
  /^(en\/)?index\.html$/,
  /^(files|api\/contents)\//,
  /^build\/MathJax_(Main|Math|AMS|Calligraphic|Size\d)-(Regular|Italic)\.woff$/,
  /^extensions\/bayes-(kernel|plotly)\/static\/(?!tfjs-backend-wasm\.wasm$).*\.(js|json|wasm)$/,
];

/**
 * Makes a complete site one that runs without a network once it was visited: writes its service worker, and lets the pages
 * of JupyterLite register it.
 *
 * @param root folder of the project
 * @param site folder of the site, with every file but the service worker
 */
export async function makeOffline(root: string, site: string): Promise<void> {
  const script = await pageScript(root, 'browser/offline/app-page.ts', { wayToSite: '../' });
  for (const page of appPages) {
    const path = join(site, page);
    writeFileSync(path, withScript(readFileSync(path, 'utf8'), script));
  }
  const hashes = hashesOf(site);
  const siteFiles = {
    hashes,
    essential: Object.keys(hashes).filter((path) => essential.some((one) => one.test(path))),
  };
  const worker = await pageScript(root, 'browser/offline/service-worker.ts', { siteFiles });
  writeFileSync(join(site, workerFile), worker);
}

const workerFile = 'service-worker.js';

/** @returns the SHA-256 of each file in base64, by its path, in the order of the paths */
function hashesOf(site: string): Record<string, string> {
  const files = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => file.slice(join(site, '/').length).replaceAll('\\', '/'))
    .filter((path) => path !== workerFile)
    .sort();
  return Object.fromEntries(files.map((path) => [path, sha256(readFileSync(join(site, path)))]));
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('base64');
