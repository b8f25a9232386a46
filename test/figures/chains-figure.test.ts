import { afterEach, describe, expect, test } from 'vitest';
import { FigureInPlace } from '../../lib/display/figure-in-place';
import { type ChainsFigureOptions, chainsFigure } from '../../lib/figures/chains-figure';
import { setLanguage } from '../../lib/language';
import { displayedBy } from './display-hook';

afterEach(() => setLanguage('pl'));

const options: ChainsFigureOptions = {
  x: [-1, 0, 1],
  data: { x: [-1, 1], y: [-1, 1] },
  functions: [
    [0, 0.5, 0],
    [0, -0.5, 0],
  ],
  potential: [
    [70, 121, 118],
    [72, 115, 120],
  ],
  draws: 50,
};
const draw = (changed: Partial<ChainsFigureOptions> = {}) => chainsFigure({ ...options, ...changed });

describe('chainsFigure()', () => {
  test('draws the functions on the left, and on the right the potential energy of each chain over its draws', () => {
    const traces = draw().data as unknown as { y: number[]; x?: number[]; xaxis?: string; mode: string }[];
    expect(traces.slice(0, 2).map(({ y, xaxis }) => [y, xaxis])).toEqual([
      [[0, 0.5, 0], undefined],
      [[0, -0.5, 0], undefined],
    ]);
    expect(traces[2]).toMatchObject({ mode: 'markers', x: [-1, 1], y: [-1, 1] });
    expect(traces.slice(3).map(({ x, y, xaxis }) => [x, y, xaxis])).toEqual([
      [[1, 2, 3], [70, 121, 118], 'x2'],
      [[1, 2, 3], [72, 115, 120], 'x2'],
    ]);
    expect(draw().layout.xaxis2?.range).toEqual([0, 50]);
  });

  test.each([
    ['pl', 'Łańcuchy: losowanie 3 z 50', 'energia potencjalna'],
    ['en', 'Chains: draw 3 of 50', 'potential energy'],
  ] as const)('speaks %s, and says how far the chains are', (language, title, energy) => {
    setLanguage(language);
    const { layout, alt } = draw();
    expect(layout.annotations?.map(({ text }) => text)).toEqual([`<b>${title}</b>`, `<b>${energy}</b>`]);
    expect(alt).toContain(title);
    expect(alt).toContain(language === 'pl' ? 'między 70 a 121' : 'between 70 and 121');
  });

  test.each([
    [{ draws: 0 }, RangeError, 'draws must be an integer of at least 1, got 0'],
    [{ functions: [[1, 2]] }, TypeError, 'functions must have 3 columns, one for each x, got 2'],
    [{ potential: [[Number.NaN]] }, RangeError, 'potential must be finite, got NaN at 0'],
  ])('refuses %j', (wrong, kind, message) => {
    expect(() => draw(wrong)).toThrow(kind);
    expect(() => draw(wrong)).toThrow(`Cannot draw the chains: ${message}`);
  });
});

test('FigureInPlace shows each figure in the place of the last, and two places are two', () => {
  const displayed = displayedBy(() => {
    const [one, other] = [new FigureInPlace(), new FigureInPlace()];
    for (const draws of [3, 4, 5]) one.show(draw({ draws }));
    other.show(draw());
  });
  expect(displayed.map(({ update }) => update)).toEqual([false, true, true, false]);
  const ids = displayed.map(({ id }) => id);
  expect(new Set(ids.slice(0, 3)).size).toBe(1);
  expect(ids[3]).not.toBe(ids[0]);
  expect(displayed[2]?.data['text/plain']).toContain('3 z 5');
});
