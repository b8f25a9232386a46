import { executeNotebook } from '../runner/execute-notebook';
import type { Notebook } from '../wire/notebook';

/**
 * Runs a notebook as `npm run execute` does.
 *
 * @param cwd the notebook's folder
 * @returns seconds from the kernel's start to the last cell's end
 */
export async function byOwnRunner(notebook: Notebook, cwd: string): Promise<number> {
  const began = performance.now();
  let ended = began;
  await executeNotebook(notebook, {
    cwd,
    onCell: ({ outcome }) => {
      if (outcome) ended = performance.now();
    },
  });
  return (ended - began) / 1000;
}
