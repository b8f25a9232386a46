import { showBundle } from './display';
import { type TableCell, tableBundle } from './table-bundle';

/**
 * Shows a small table below the running cell; outside a notebook it shows nothing, as `showFigure` does.
 *
 * The numbers of a column show three decimals, with a comma in Polish, or none where all of them are integers. What
 * needs another form is passed as a string: `percent(0.842)`, `decimal(0.5, 1)`. Columns are aligned to the right, the
 * first one to the left where it holds strings only.
 *
 * @param header titles of the columns, at least one
 * @param rows the table's rows, each with one string or finite number for each column
 * @throws {TypeError} where a row is not as long as the header, or a cell is neither a string nor a number
 * @throws {RangeError} where a number is not finite
 * @example
 * showTable(['model', 'steps', 'accuracy'], [['MLE', 50, percent(0.974)], ['Bayes', 50, percent(1)]]);
 */
export function showTable(header: readonly string[], rows: readonly (readonly TableCell[])[]): void {
  showBundle(tableBundle(header, rows));
}
