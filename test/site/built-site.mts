import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the site that `npm run site` has built. */
    site: string;
  }
}

/**
 * Builds the site once, for all tests that open it in a browser. Vitest calls it before the first of them; what it
 * returns removes the site.
 */
export default async function buildSite(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bayes-site-'));
  await promisify(execFile)(process.execPath, ['bin/bayes.mjs', 'site', '--out', folder]);
  project.provide('site', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
