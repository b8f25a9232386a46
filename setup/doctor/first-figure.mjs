import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { inProject } from '../project-paths.mjs';

const figureType = 'application/vnd.plotly.v1+json';
const limitMs = 300_000;

/** @typedef {{ kernel: number, library: number, figure: number }} FirstFigureSeconds each part by itself */

/**
 * Runs a notebook in a new kernel, cell by cell, until its first figure arrives, as Run All in JupyterLab would.
 * @param {string} notebook absolute path
 * @returns {Promise<FirstFigureSeconds>} until the kernel answers; then until the cell that imports the library has
 *   run, tslab's type check included; then until a front end has the figure and begins to draw it
 * @throws {Error} where a cell fails, or none shows a figure
 */
export async function timeFirstFigure(notebook) {
  const load = createRequire(import.meta.url);
  const client = inProject('dist', 'runner', 'kernel-client.js');
  if (!existsSync(client)) throw new Error('the project is not built');
  const { KernelClient } = load(client);
  const { parseNotebook, textOf } = load(inProject('dist', 'wire', 'notebook.js'));
  const cells = parseNotebook(readFileSync(notebook, 'utf8')).cells.filter(
    (/** @type {{ cell_type: string }} */ cell) => cell.cell_type === 'code',
  );
  const begun = performance.now();
  const kernel = await KernelClient.start({ cwd: dirname(notebook), signal: AbortSignal.timeout(limitMs) });
  try {
    const answered = performance.now();
    let imported = answered;
    for (const [index, cell] of cells.entries()) {
      /** @type {number | undefined} */
      let shown;
      /** @param {{ content: { data?: object } }} message */
      const onMessage = ({ content }) => {
        if (content.data && figureType in content.data) shown ??= performance.now();
      };
      const code = textOf(cell.source);
      const reply = await kernel.execute(code, { onMessage });
      if (reply.status !== 'ok')
        throw new Error(`cell [${index + 1}] ends with ${reply.ename}: ${reply.evalue}`);
      if (shown) {
        const [whole, parts] = [shown - answered, imported - answered];
        return { kernel: (answered - begun) / 1000, library: parts / 1000, figure: (whole - parts) / 1000 };
      }
      if (imported === answered && code.includes("'bayes-notebooks'")) imported = performance.now();
    }
    throw new Error(`none of its ${cells.length} code cells shows a figure`);
  } finally {
    await kernel.shutdown();
  }
}
