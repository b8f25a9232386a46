import fc from 'fast-check';
import { parse, unparse } from 'papaparse';
import { describe, expect, test } from 'vitest';
import { SheetFile } from '../../grader/sheets/sheet-file';
import { type Cell, mustBeWhole, separators, tableOf, withCells } from '../../grader/sheets/table';

const byteOrderMark = '\ufeff';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const separator = fc.constantFrom(...separators);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
/** What a cell may hold, with all that makes tables hard to read. */
const words = fc.string({
  unit: fc.constantFrom('a', 'ż', '"', ',', ';', '\t', '\n', ' ', '=', '1'),
  maxLength: 8,
});
const grid = fc.array(fc.array(words, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
const filled = (row: string[]) => row.some((cell) => cell.trim() !== '');

describe('tableOf()', () => {
  test('reads what Papa Parse has written, in every encoding', () => {
    const encodings = [
      (text: string) => Buffer.from(text),
      (text: string) => Buffer.from(byteOrderMark + text),
      (text: string) => Buffer.from(byteOrderMark + text, 'utf16le'),
      (text: string) => utf16be(byteOrderMark + text),
    ];
    fc.assert(
      fc.property(
        grid,
        separator,
        lineEnd,
        fc.constantFrom(...encodings),
        (cells, delimiter, newline, encode) => {
          const file = new SheetFile(encode(unparse(cells, { delimiter, newline })));
          const read = tableOf(file, delimiter).rows.map((row) => row.cells.map(({ text }) => text));
          expect(read).toEqual(cells.filter(filled));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  test('reads the code page of Polish Windows, and UTF-16 without a mark', () => {
    const polish = Buffer.from([0x5a, 0x61, 0xbf, 0xf3, 0xb3, 0xe6, 0x2c, 0x47, 0xea, 0x9c, 0x6c, 0xb9]); // in windows-1250
    for (const bytes of [polish, Buffer.from('Zażółć,Gęślą', 'utf16le'), utf16be('Zażółć,Gęślą')]) {
      const [row] = tableOf(new SheetFile(bytes), ',').rows;
      expect(row?.cells.map(({ text }) => text)).toEqual(['Zażółć', 'Gęślą']);
    }
  });

  test('counts lines as the file has them, also those inside a cell', () => {
    const text = 'a,b\r\n"1\n2\r\n3",x\r\n\r\n"y",z\n';
    const { rows } = tableOf(new SheetFile(Buffer.from(text)), ',');
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  test('says where a quotation mark is never closed', () => {
    const table = tableOf(new SheetFile(Buffer.from('a,b\n1,"2\n3,4\n')), ',');
    expect(() => mustBeWhole(table, 'x.csv')).toThrow(
      'Cannot read x.csv: the quotation mark in line 2 is never closed',
    );
  });
});

describe('withCells()', () => {
  test('gives any file back byte for byte where nothing changes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), separator, (bytes, delimiter) => {
        const file = new SheetFile(Buffer.from(bytes));
        expect(withCells(tableOf(file, delimiter), new Map())).toEqual(Buffer.from(bytes));
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test('changes the cell that is named and no other byte', () => {
    fc.assert(
      fc.property(grid, separator, lineEnd, words, fc.nat(), (some, delimiter, newline, text, n) => {
        const cells = some.map((row) => ['x', ...row]); // no row is empty
        const before = unparse(cells, { delimiter, newline });
        const file = new SheetFile(Buffer.from(before));
        const table = tableOf(file, delimiter);
        const { rows } = table;
        const y = n % rows.length;
        const x = n % (rows[y]?.cells.length as number);
        const cell = rows[y]?.cells[x] as Cell;
        const after = withCells(table, new Map([[cell, text]]));
        expect(after.toString('latin1').startsWith(file.raw.slice(0, cell.start))).toBe(true);
        expect(after.toString('latin1').endsWith(file.raw.slice(cell.end))).toBe(true);
        (cells[y] as string[])[x] = text;
        expect(parse(after.toString(), { delimiter, newline }).data).toEqual(cells);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('writes Polish letters as the file has them', () => {
    const file = new SheetFile(Buffer.from([0xb3, 0x2c, 0x78])); // "ł,x"
    const table = tableOf(file, ',');
    expect(withCells(table, new Map([[table.rows[0]?.cells[1] as Cell, 'ź→']]))).toEqual(
      Buffer.from([0xb3, 0x2c, 0x9f, 0x3f]),
    );
  });
});
