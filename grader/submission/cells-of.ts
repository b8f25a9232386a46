import type { Cell } from './cell';
import { ownProperty } from './own-property';

/**
 * The cells of a parsed notebook of any format version: 4 and later hold `cells`, 3 holds
 * `worksheets` of them with the code under `input`.
 *
 * @returns undefined where the value is no notebook
 */
export function cellsOf(notebook: unknown): Cell[] | undefined {
  const list = ownProperty(notebook, 'cells') ?? cellsOfWorksheets(ownProperty(notebook, 'worksheets'));
  if (!Array.isArray(list)) return undefined;
  return list.map((cell, index) => ({
    number: index + 1,
    kind: kindOf(ownProperty(cell, 'cell_type')),
    source: textOf(ownProperty(cell, 'source') ?? ownProperty(cell, 'input')),
    tags: stringsOf(ownProperty(ownProperty(cell, 'metadata'), 'tags')),
  }));
}

function cellsOfWorksheets(worksheets: unknown): unknown[] | undefined {
  if (!Array.isArray(worksheets)) return undefined;
  return worksheets.flatMap((sheet) => {
    const cells = ownProperty(sheet, 'cells');
    return Array.isArray(cells) ? cells : [];
  });
}

function kindOf(value: unknown): Cell['kind'] {
  if (value === 'code') return 'code';
  return value === 'markdown' || value === 'heading' ? 'markdown' : 'raw';
}

/** A cell's source stands as one string or as a list of lines that keep their line ends. */
function textOf(source: unknown): string {
  const text = typeof source === 'string' ? source : stringsOf(source).join('');
  return text.replace(/\r\n?/g, '\n');
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
