import { plotlyMime } from '../../lib/figures/figure.js';
import {
  type MultilineText,
  type Notebook,
  type NotebookCell,
  type Output,
  textOf,
} from '../../wire/notebook.js';

/** Forms of an output that are compared: a figure's sentence, a value, a table. */
const forms = ['text/plain', 'text/html'];

function textsOf(output: Output): string {
  if (output.output_type === 'stream') return `${output.name}: ${textOf(output.text)}`;
  if (output.output_type === 'error') return `${output.ename}: ${output.evalue}`;
  return forms
    .flatMap((form) => (form in output.data ? [textOf(output.data[form] as MultilineText)] : []))
    .join('\n');
}

/** The last column of a table whose last column is the time that something took, as text and as HTML. */
const times = /[ ]+[\d.,]+$|<td[^>]*>[\d.,]+<\/td>(?=\s*<\/tr>)/gm;
/** The cell of the second lecture that tells how long each road took. */
const timedCell = 'scores';

/** All that the cells of a notebook say, by their ids; without how long it took, which differs from run to run. */
export const cellTexts = ({ cells }: Notebook): Record<string, string> =>
  Object.fromEntries(
    cells
      .filter(({ cell_type }) => cell_type === 'code')
      .map(({ id, outputs = [] }) => {
        const said = outputs.map(textsOf).join('\n');
        return [id, id === timedCell ? said.replace(times, '') : said];
      }),
  );

/** How many figures each code cell shows, in their order. */
export const figureCounts = ({ cells }: Notebook): number[] =>
  cells.filter(({ cell_type }) => cell_type === 'code').map(figuresIn);

const figuresIn = ({ outputs = [] }: NotebookCell): number =>
  outputs.filter((output) => 'data' in output && plotlyMime in output.data).length;

/** The same notebook, not yet run. */
export const notRun = (notebook: Notebook): Notebook => ({
  ...notebook,
  cells: notebook.cells.map((cell) =>
    cell.cell_type === 'code' ? { ...cell, execution_count: null, outputs: [] } : cell,
  ),
});
