import { defineCommand } from './command.mjs';
import { compiled } from './compiled.mjs';
import { flag, oneWord, text } from './options.mjs';

export const command = defineCommand({
  name: 'execute',
  summary: 'run a notebook without JupyterLab or Python',
  help: `Usage: npm run execute -- FILE.ipynb [--out FILE] [--quiet]

Runs a notebook in the TypeScript kernel, cell by cell, without JupyterLab or Python.
The notebook itself is not changed.
  --out FILE   write the executed notebook there; after a failing cell, as far as it got. Without it nothing is
               written, so that a notebook of a project that belongs to someone else can be run too
  --quiet      do not show what the cells print

Exit status: 0 all cells ran; 1 a cell failed (its number is named); 2 the notebook cannot be run;
130 interrupted with Ctrl+C (once interrupts the cell, twice ends the kernel).`,
  options: { file: oneWord('notebook'), out: text, quiet: flag },
  run: async (options) => (await compiled('runner/execute-command')).run(options),
});
