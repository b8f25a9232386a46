import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#setup/project-paths.mjs';
import { addFigureImages } from '../generator/figure-images';
import { setLanguage } from '../lib';
import { type Figure, figureBundle } from '../lib/figures/figure';
import type { Notebook } from '../wire/notebook';
import type { BenchReport } from './bench-report';
import { classFigure, ratioFigure, sweepFigure } from './performance-figures';
import { performanceText } from './performance-text';

const docsFolder = join(root, 'docs');

/** Writes docs/performance.md and its pictures. */
export async function writePerformanceDocument(report: BenchReport): Promise<void> {
  setLanguage('en');
  const figures = {
    ratios: ratioFigure(report.comparisons),
    ...(report.sweep && {
      width: sweepFigure(report.sweep, 'width'),
      batch: sweepFigure(report.sweep, 'batch'),
    }),
    ...(report.grading && { grading: classFigure(report.grading) }),
  };
  mkdirSync(join(docsFolder, 'performance'), { recursive: true });
  for (const [name, image] of Object.entries(await pictures(figures))) {
    writeFileSync(join(docsFolder, 'performance', `${name}.png`), Buffer.from(image, 'base64'));
  }
  writeFileSync(join(docsFolder, 'performance.md'), performanceText(report));
}

/** The figures as PNG, base64, by the renderer of the notebooks' pictures. */
async function pictures(figures: Record<string, Figure>): Promise<Record<string, string>> {
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: Object.entries(figures).map(([id, figure]) => ({
      id,
      cell_type: 'code',
      metadata: {},
      source: '',
      outputs: [{ output_type: 'display_data', data: figureBundle(figure), metadata: {} }],
    })),
  };
  const { cells } = await addFigureImages(notebook);
  return Object.fromEntries(
    cells.map(({ id, outputs }) => {
      const [output] = outputs ?? [];
      const data = output && 'data' in output ? output.data : {};
      return [id, String(data['image/png'])];
    }),
  );
}
