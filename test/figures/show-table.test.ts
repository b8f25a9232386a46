import { afterEach, describe, expect, test } from 'vitest';
import { showTable } from '../../lib/display/show-table';
import type { TableCell } from '../../lib/display/table-bundle';
import { setLanguage } from '../../lib/language';
import { displayedBy } from './display-hook';

afterEach(() => setLanguage('pl'));

/** The one bundle that showTable shows. */
function shown(header: readonly string[], rows: readonly (readonly TableCell[])[]) {
  const displayed = displayedBy(() => showTable(header, rows));
  expect(displayed).toHaveLength(1);
  expect(Object.keys(displayed[0]?.data ?? {})).toEqual(['text/html', 'text/plain']);
  return displayed[0]?.data as { 'text/html': string; 'text/plain': string };
}

/** The HTML's cells, row by row, as `side: text`. */
const htmlCells = (html: string) =>
  [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd] align="(\w+)" style="text-align:(\w+)">(.*?)<\/t[hd]>/g)].map(
      ([, kept, style, cell]) => `${kept}/${style}: ${cell}`,
    ),
  );

describe('showTable()', () => {
  const header = ['waga KL', 'kroki', 'epist.'];
  const rows = [
    ['1/(step + 1)', 1000, 0.12345],
    ['0,012', 50, -1234.5],
  ];

  test('shows one bundle: columns aligned to the right, the first one, of words, to the left', () => {
    const bundle = shown(header, rows);
    expect(bundle['text/plain'].split('\n')).toEqual([
      'waga KL       kroki     epist.',
      '────────────  ─────  ─────────',
      '1/(step + 1)   1000      0,123',
      '0,012            50  -1234,500',
    ]);
    expect(htmlCells(bundle['text/html'])).toEqual([
      ['left/left: waga KL', 'right/right: kroki', 'right/right: epist.'],
      ['left/left: 1/(step + 1)', 'right/right: 1000', 'right/right: 0,123'],
      ['left/left: 0,012', 'right/right: 50', 'right/right: -1234,500'],
    ]);
  });

  test("has the notebook's decimal sign, and no sign before what rounds to zero", () => {
    setLanguage('en');
    const [, , numbers, small] = shown(
      ['a', 'b'],
      [
        [0.5, -3],
        [-0.0001, -0],
      ],
    )['text/plain'].split('\n');
    expect([numbers, small]).toEqual(['0.500  -3', '0.000   0']);
  });

  test('aligns the first column to the right where it holds a number', () => {
    const bundle = shown(
      ['x', 'y'],
      [
        [3, 'a'],
        ['-10', 'bc'],
      ],
    );
    expect(bundle['text/plain'].split('\n')).toEqual(['  x   y', '───  ──', '  3   a', '-10  bc']);
    expect(bundle['text/html']).not.toContain('left');
  });

  test('aligns by letters, whatever UTF-16 and accents make of them', () => {
    const lines = shown(['𝒩', 'σ̂'], [['σ̂²', 12]])['text/plain'].split('\n');
    expect(lines).toEqual(['𝒩    σ̂', '──  ──', 'σ̂²  12']);
  });

  test('shows a header without rows', () => {
    expect(shown(['a', 'bc'], [])['text/plain']).toBe('a  bc\n─  ──');
  });

  test('escapes every cell and holds no script', () => {
    const hostile = `<img src=x onerror="alert('1')"> & <script>`;
    const html = shown([hostile], [[hostile]])['text/html'];
    const escaped = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; &lt;script&gt;';
    expect(htmlCells(html)).toEqual([[`left/left: ${escaped}`], [`left/left: ${escaped}`]]);
    expect(html).not.toMatch(/<(img|script)/);
  });

  test('shows nothing outside a notebook, and refuses there what it refuses here', () => {
    expect(() => showTable(['a'], [[1]])).not.toThrow();
    expect(() => showTable(['a'], [[Number.NaN]])).toThrow(RangeError);
  });

  test.each([
    [['a', 'b'], [[1, 2], [1]], 'rows[1] must hold 2 cells, as the header does, got 1'],
    [['a'], [[1, 2]], 'rows[0] must hold 1 cells, as the header does, got 2'],
    [['a'], ['b'], 'rows[0] must hold 1 cells, as the header does, got string'],
    [['a'], null, 'rows must be an array of rows, got null'],
    [['a'], [[null]], 'rows[0][0] must be a string or a number, got null'],
    [['a'], [[{}]], 'rows[0][0] must be a string or a number, got object'],
    [['a'], [[true]], 'rows[0][0] must be a string or a number, got boolean'],
    [['a', 'b'], [Array(2)], 'rows[0][0] must be a string or a number, got undefined'],
    [[], [], 'header must hold at least one title, got []'],
    ['ab', [], 'header must hold at least one title, got "ab"'],
    [['a', 1], [], 'header[1] must be a string, got number'],
  ])('refuses %j, %j', (wrongHeader, wrongRows, rule) => {
    const show = () => showTable(wrongHeader as string[], wrongRows as TableCell[][]);
    expect(() => displayedBy(show)).toThrow(new TypeError(`Cannot show the table: ${rule}`));
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY]])('does not hide %d', (value) => {
    expect(() => showTable(['a', 'b'], [[1, value]])).toThrow(
      new RangeError(`Cannot show the table: rows[0][1] must be finite, got ${value}`),
    );
  });
});
