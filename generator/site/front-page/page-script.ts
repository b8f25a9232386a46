import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles a script of the site that is not a part of JupyterLite.
 *
 * @param root folder of the project
 * @param source its path from there
 * @param given values that the script declares without having them, by name
 * @throws {Error} where the source cannot be bundled
 */
export async function pageScript(root: string, source: string, given: object): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, source)],
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    define: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, JSON.stringify(value)])),
    minify: true,
    write: false,
    logLevel: 'silent', // an error is thrown with all that it has to say
  });
  return outputFiles.map(({ text }) => text).join('');
}

/**
 * Puts a script into a page, before all that the page loads.
 *
 * @param page its HTML
 * @param script its JavaScript
 * @throws {Error} where the page has no head
 */
export function withScript(page: string, script: string): string {
  const head = '<head>';
  if (!page.includes(head)) throw new Error(`Cannot put a script into a page: it must have a ${head}`);
  return page.replace(
    head,
    () => `${head}\n<script>${script.trim().replaceAll('</script', '<\\/script')}</script>`,
  );
}
