import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { canWriteProject } from '../access/can-write.mjs';
import { inProject } from '../project-paths.mjs';
import { sharedMend } from '../steps/use-as-it-is.mjs';

/** @typedef {{ name: string, active: boolean, detail: string, mend?: string }} Layer as the grader reports it */

/**
 * The layers of the grader's sandbox, each found out by running a program behind it that tries what it must refuse.
 * @returns {Promise<{ name: string, works: boolean, says: string, mend?: string }[]>}
 */
export async function sandboxLayers() {
  const module = inProject('dist', 'grader', 'sandbox', 'detect-sandbox.js');
  if (!existsSync(module)) return [broken('is not built')];
  try {
    /** @type {Layer[]} */
    const layers = await createRequire(import.meta.url)(module).detectSandbox();
    return layers.map(({ name, active, detail, mend }) => ({
      name,
      works: active,
      says: active ? `keeps submissions from ${detail}` : detail,
      ...(mend && { mend }),
    }));
  } catch (error) {
    return [broken(error instanceof Error ? error.message : String(error))];
  }
}

/** @param {string} says */
const broken = (says) => ({
  name: 'sandbox',
  works: false,
  says,
  mend: canWriteProject() ? 'npm run setup' : sharedMend,
});
