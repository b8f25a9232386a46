import ts from 'typescript';
import { expect, it } from 'vitest';
import { cellModule } from '../../cells/cell-module';
import { declarationsOf } from '../../cells/declarations';
import { mapToCell } from '../../cells/map-to-cell';
import { SourcePositions } from '../../cells/source-positions';

const cell = [
  'interface Gone { away: true }',
  'let first = 1; const second = mark(2);',
  'function f(): number { return mark(3) }\r',
  "  type Alias = 'x'; class C { static m = mark(4) }",
].join('\n');

/** The cell as a module, with what is emitted from that. */
function emitted() {
  const { exports } = declarationsOf(cell);
  const module = cellModule('/cell.ts', cell, "import { mark } from 'names';", exports, 'mark(0);');
  const { outputText, sourceMapText } = ts.transpileModule(module.text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, sourceMap: true },
  });
  const positions = new SourcePositions(mapToCell(sourceMapText as string, module), cell);
  /** Where the call of `mark` with this number stands in the cell. */
  const find = (mark: string) => {
    const lines = outputText.split(/\r?\n/);
    const line = lines.findIndex((text) => text.includes(mark));
    return positions.find(line + 1, lines[line]?.indexOf(mark) as number);
  };
  return { find, outputText };
}

it.each([2, 3, 4])('leads to the character of the cell, past imports and exports: mark(%i)', (mark) => {
  const { find } = emitted();
  const lines = cell.split(/\r?\n/);
  const line = lines.findIndex((text) => text.includes(`mark(${mark})`));
  const column = lines[line]?.indexOf(`mark(${mark})`);
  expect(find(`(0, names_1.mark)(${mark})`)).toEqual({ line: line + 1, column, text: lines[line] });
});

it('leads nowhere from what stands before and behind the cell', () => {
  const { find, outputText } = emitted();
  expect(outputText).toContain('require("names")');
  expect(find('require("names")')).toBeUndefined();
  expect(find('(0, names_1.mark)(0)')).toBeUndefined();
});
