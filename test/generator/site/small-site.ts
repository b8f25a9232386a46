import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeOffline } from '../../../generator/site/offline';

/** A site laid out as the real one is: pages that load a script, and a kernel that is loaded when a cell is run. */
const files: Record<string, string> = {
  'index.html': '<!doctype html><html><head><title>front</title></head></html>',
  'en/index.html': '<!doctype html><html><head><title>front</title></head></html>',
  ...Object.fromEntries(
    ['lab', 'notebooks', 'tree'].map((app) => [
      `${app}/index.html`,
      '<!doctype html><html><head><script src="../build/app.js?_=1"></script></head></html>',
    ]),
  ),
  'build/app.js': "document.title = 'edition 1'",
  'build/rare.js': "document.title = 'rare'",
  'api/contents/all.json': '{"content": []}',
  'extensions/bayes-kernel/static/kernels.wasm': 'its bytes',
  'extensions/bayes-kernel/static/runner.js': "document.title = 'ran edition 1'",
};

/**
 * Writes that site anew into a folder, able to work offline.
 *
 * @param changed files that are otherwise, by path
 */
export async function writeSmallSite(folder: string, changed: Record<string, string> = {}): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries({ ...files, ...changed })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  await makeOffline(process.cwd(), folder);
}
