import { afterEach, describe, expect, test } from 'vitest';
import { type RoadsFigureOptions, roadsFigure } from '../../lib/figures/roads-figure';
import { setLanguage } from '../../lib/language';

afterEach(() => setLanguage('pl'));

interface Trace {
  name?: string;
  y: number[];
  visible?: boolean;
  showlegend?: boolean;
}
interface Menu {
  direction: string;
  active: number;
  buttons: { label: string; method: string; args: [{ visible: boolean[] }, number[]] }[];
}

const x = [-1, 0, 1];
const reference = { name: 'HMC', mean: [0, 0.1, 0], sd: [0.1, 0.6, 0.1] };
const narrow = { name: 'zespół', mean: [0, 0.2, 0], sd: [0.05, 0.1, 0.05] };
const curve = { name: 'MAP', mean: [0, 0.3, 0], sd: [0, 0, 0] };
const data = { x: [-1, 1], y: [-1, 1] };
const draw = (options: Partial<RoadsFigureOptions> = {}) =>
  roadsFigure({ x, data, roads: [reference, narrow, curve], ...options });
const tracesOf = (options?: Partial<RoadsFigureOptions>) => draw(options).data as unknown as Trace[];
const menuOf = (layout: unknown) => (layout as { updatemenus: [Menu] }).updatemenus[0];

describe('roadsFigure()', () => {
  test('draws a band of three standard deviations around the mean of a road, and none around a single curve', () => {
    const [, low, high, mean] = tracesOf({ roads: [narrow] }) as [Trace, Trace, Trace, Trace];
    expect(low.y).toEqual([-0.15, -0.1, -0.15]);
    expect(high.y).toEqual([0.15, 0.5, 0.15]);
    expect(mean.y).toEqual(narrow.mean);
    expect(tracesOf({ roads: [curve] })).toHaveLength(2); // the data and the curve
  });

  test('lays every road over the band of the reference, which stays', () => {
    const traces = tracesOf({ reference });
    expect(traces[1]).toMatchObject({ name: 'wzorzec: HMC, ±3 odch. std.', y: [0.3, 1.9, 0.3] });
    expect(traces.slice(0, 3).map(({ visible }) => visible)).toEqual([undefined, undefined, undefined]);
  });

  test('lets buttons choose the road: the first is shown, each button shows its own traces and hides the others', () => {
    const { layout } = draw();
    const { active, buttons } = menuOf(layout);
    const traces = tracesOf();
    expect(active).toBe(0);
    expect(buttons.map(({ label, method }) => [label, method])).toEqual([
      ['HMC', 'restyle'],
      ['zespół', 'restyle'],
      ['MAP', 'restyle'],
    ]);
    const owners = ['HMC', 'HMC', 'HMC', 'zespół', 'zespół', 'zespół', 'MAP'];
    expect(traces.slice(1).map(({ visible }) => visible)).toEqual(owners.map((name) => name === 'HMC'));
    for (const { label, args } of buttons) {
      const [{ visible }, indices] = args;
      expect(indices).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(visible).toEqual(owners.map((name) => name === label));
    }
  });

  test('stands the buttons below one another on a narrow page, with room for them', () => {
    const { layout } = draw();
    const { narrow: small } = layout.meta as { narrow: { height: number; margin: { t: number } } };
    expect(menuOf(layout).direction).toBe('right');
    expect(menuOf(small).direction).toBe('down');
    expect(small.height - (layout.height as number)).toBe(2 * 36);
    expect(draw({ roads: [narrow] }).layout.updatemenus).toBeUndefined();
  });

  test.each([
    [
      'pl',
      'Drogi do rozkładu a posteriori',
      'HMC, odchylenie standardowe od 0,100 do 0,600; zespół, odchylenie standardowe od 0,050 do 0,100; MAP, jedna krzywa',
    ],
    [
      'en',
      'Roads to the posterior',
      'HMC, standard deviation from 0.100 to 0.600; zespół, standard deviation from 0.050 to 0.100; MAP, a single curve',
    ],
  ] as const)('speaks %s, and tells each road’s spread', (language, title, spreads) => {
    setLanguage(language);
    const { layout, alt } = draw();
    expect(layout.annotations?.[0]?.text).toBe(`<b>${title}</b>`);
    expect(alt).toContain(spreads);
  });

  test.each([
    [{ roads: [] }, TypeError, 'roads must hold at least 1 road, got 0'],
    [{ roads: [{ ...narrow, sd: [1, -1, 1] }] }, RangeError, 'sd must be at least 0, got -1 at 1'],
    [{ reference: { ...narrow, mean: [1] } }, TypeError, 'mean must hold 3 values, got 1'],
    [{ x: [1] }, TypeError, 'x must hold at least 2 values, got 1'],
  ])('refuses %j', (wrong, kind, message) => {
    expect(() => draw(wrong)).toThrow(kind);
    expect(() => draw(wrong)).toThrow(`Cannot draw the roads to the posterior: ${message}`);
  });
});
