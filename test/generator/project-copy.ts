import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { exercises } from '../../exercises/catalogue/catalogue';
import { lectureNotebooks } from '../../generator/editions';
import { isPictured, saveReadmePicture } from '../../generator/readme-picture';
import { drawsFigure } from '../../generator/solved-outputs';
import { plotlyMime } from '../../lib/figures/figure';
import { type Notebook, type Output, textOf } from '../../wire/notebook';

export const projectRoot = join(__dirname, '../..');

/** A new folder with the lecture and its answers, without notebooks, removed after the test. */
export function projectCopy(): string {
  const folder = newFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The same, for the caller to remove. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bayes-generator-'));
  cpSync(join(projectRoot, 'lecture'), join(folder, 'lecture'), { recursive: true });
  for (const { id } of exercises) {
    const path = `solutions/${id}.ts`;
    cpSync(join(projectRoot, path), join(folder, path));
  }
  return folder;
}

export const readNotebook = (root: string, path: string): Notebook =>
  JSON.parse(readFileSync(join(root, path), 'utf8'));

/** Changes a notebook's file in place. */
export function changeNotebook(root: string, path: string, change: (notebook: Notebook) => void): void {
  const notebook = readNotebook(root, path);
  change(notebook);
  writeFileSync(join(root, path), JSON.stringify(notebook));
}

const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
const picture: Output = {
  output_type: 'display_data',
  data: { [plotlyMime]: { data: [], layout: {} }, 'image/png': onePixel },
  metadata: {},
};

/** Gives the solved notebooks outputs as if they had been run, and the README its picture. */
export function pretendExecuted(root: string): void {
  for (const edition of lectureNotebooks(root).filter((one) => one.edition === 'solved')) {
    const { path } = edition;
    changeNotebook(root, path, ({ cells }) => {
      for (const [index, cell] of cells.filter((cell) => cell.cell_type === 'code').entries()) {
        cell.execution_count = index + 1;
        const text: Output = { output_type: 'stream', name: 'stdout', text: [`cell ${index + 1}`] };
        cell.outputs = drawsFigure(textOf(cell.source)) ? [text, structuredClone(picture)] : [text];
      }
    });
    if (isPictured(edition)) saveReadmePicture(root, readNotebook(root, path));
  }
}
