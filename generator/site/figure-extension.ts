import { copyFileSync, cpSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Writes the JupyterLab extension that draws figures, with the part of plotly.js that the library's figures need: a
 * third of a megabyte on the way instead of three.
 *
 * @param root folder of the project
 * @param folder the extension's
 */
export function writeFigureExtension(root: string, folder: string): void {
  cpSync(join(root, 'jupyter', 'labextensions', 'bayes-plotly'), folder, {
    recursive: true,
    filter: (file) => basename(file) !== 'plotly.js',
  });
  const plotly = join(root, 'node_modules', 'plotly.js-basic-dist-min', 'plotly-basic.min.js');
  copyFileSync(plotly, join(folder, 'static', 'plotly.js'));
}
