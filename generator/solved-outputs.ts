import * as ts from 'typescript';
import { plotlyMime } from '../lib/figures/figure';
import { type Notebook, type NotebookCell, type Output, textOf } from '../wire/notebook';
import { codeTokens } from './code-tokens';

const figureFunctions = new Set(['irisDrawPlots', 'plotPredictions', 'showFigure']);
/** A class whose objects show figures. */
const figureClass = 'FigureInPlace';

/** Copies outputs from `executed` to the cells of `notebook` that do the same: same id, same code, comments apart. */
export function keepOutputs(notebook: Notebook, executed: Notebook): Notebook {
  const before = new Map(executed.cells.map((cell) => [cell.id, cell]));
  const cells = notebook.cells.map((cell) => {
    const old = before.get(cell.id);
    if (cell.cell_type !== 'code' || old?.cell_type !== 'code' || !sameCode(cell, old)) return cell;
    return { ...cell, execution_count: old.execution_count ?? null, outputs: old.outputs ?? [] };
  });
  return { ...notebook, cells };
}

const sameCode = (one: NotebookCell, other: NotebookCell): boolean =>
  codeTokens(textOf(one.source)).join(' ') === codeTokens(textOf(other.source)).join(' ');

/** What a reader of a solved notebook would miss: cells never run, errors, figures that GitHub cannot show. */
export function outputComplaints(notebook: Notebook): string[] {
  return notebook.cells
    .filter((cell) => cell.cell_type === 'code')
    .flatMap((cell) => {
      const outputs = cell.outputs ?? [];
      const figures = outputs.filter((output) => 'data' in output && plotlyMime in output.data);
      const complaints: string[] = [];
      if (cell.execution_count == null) complaints.push('was never run');
      if (outputs.some(isError)) complaints.push('ended with an error');
      if (drawsFigure(textOf(cell.source)) && figures.length === 0) complaints.push('lacks its figure');
      if (
        figures.some((figure) => !isPicture((figure as { data: Record<string, unknown> }).data['image/png']))
      )
        complaints.push('lacks a PNG of its figure');
      return complaints.map((complaint) => `cell ${cell.id} ${complaint}`);
    });
}

const isError = (output: Output): boolean =>
  output.output_type === 'error' || (output.output_type === 'stream' && output.name === 'stderr');

const isPicture = (png: unknown): boolean => {
  const text = Array.isArray(png) ? png.join('') : png;
  return typeof text === 'string' && text.startsWith('iVBORw0KGgo'); // the PNG signature in base64
};

/** Whether the code calls one of the library's figures. */
export function drawsFigure(code: string): boolean {
  const file = ts.createSourceFile('cell.mts', code, ts.ScriptTarget.ESNext, true);
  const calls = (node: ts.Node): boolean =>
    (ts.isCallExpression(node) && figureFunctions.has(node.expression.getText(file))) ||
    (ts.isNewExpression(node) && node.expression.getText(file) === figureClass) ||
    ts.forEachChild(node, calls) === true;
  return calls(file);
}
