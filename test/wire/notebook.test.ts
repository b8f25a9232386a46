import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNotebook, type Notebook, parseNotebook, textOf } from '../../wire/notebook';

const notebook = (source: string | string[]): Notebook => ({
  cells: [{ id: 'a', cell_type: 'markdown', metadata: {}, source }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

describe('parseNotebook()', () => {
  it('reads a notebook, with a byte order mark too', () => {
    const text = JSON.stringify(notebook('text'));
    expect(parseNotebook(`\uFEFF${text}`)).toEqual(notebook('text'));
  });

  it.each([
    ['', SyntaxError, 'it is not valid JSON'],
    ['{"cells": [', SyntaxError, 'it is not valid JSON'],
    ['[]', TypeError, 'it is JSON, but not a notebook'],
    ['null', TypeError, 'it is JSON, but not a notebook'],
    ['{"nbformat": 3, "worksheets": []}', RangeError, 'its nbformat must be 4, got 3'],
    ['{"nbformat": 5, "cells": []}', RangeError, 'its nbformat must be 4, got 5'],
    ['{"nbformat": 4}', TypeError, 'a notebook without a list of cells'],
    ['{"nbformat": 4, "cells": [{"cell_type": "sql", "source": ""}]}', TypeError, 'cell 1 is neither'],
    ['{"nbformat": 4, "cells": [{"cell_type": "code"}]}', TypeError, 'cell 1 has no source text'],
    ['{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}', TypeError, 'cell 1 has no source'],
  ])('refuses %j', (text, kind, message) => {
    expect(() => parseNotebook(text)).toThrow(kind);
    expect(() => parseNotebook(text)).toThrow(message);
  });
});

describe('formatNotebook()', () => {
  it('stores texts in lines that keep their line ends', () => {
    const stored = JSON.parse(
      formatNotebook({
        ...notebook('one\ntwo\n\nthree'),
        cells: [
          {
            id: 'a',
            cell_type: 'code',
            metadata: {},
            source: 'one\ntwo',
            execution_count: 1,
            outputs: [
              { output_type: 'stream', name: 'stdout', text: 'x\ny\n' },
              {
                output_type: 'display_data',
                metadata: {},
                data: { 'text/html': '<b>\n</b>', 'image/png': 'aGk=\n', 'application/json': { a: 'b\nc' } },
              },
            ],
          },
        ],
      }),
    );
    expect(stored.cells[0].source).toEqual(['one\n', 'two']);
    expect(stored.cells[0].outputs[0].text).toEqual(['x\n', 'y\n']);
    expect(stored.cells[0].outputs[1].data).toEqual({
      'text/html': ['<b>\n', '</b>'],
      'image/png': 'aGk=\n',
      'application/json': { a: 'b\nc' },
    });
  });

  it('is read back with every text unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'ą', '"') }), (text) => {
        const [cell] = parseNotebook(formatNotebook(notebook(text))).cells;
        expect(textOf(cell?.source ?? 'missing')).toBe(text);
      }),
    );
  });
});
