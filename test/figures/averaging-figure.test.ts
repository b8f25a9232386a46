import { afterEach, describe, expect, test } from 'vitest';
import { averagingFigure } from '../../lib/figures/averaging-figure';
import { setLanguage } from '../../lib/language';
import { averaging } from './lecture-samples';

afterEach(() => setLanguage('pl'));

interface Trace {
  name?: string;
  showlegend: boolean;
  visible?: boolean;
  y: number[];
  line: { width: number; dash: string };
}
interface Slider {
  currentvalue: { prefix: string };
  steps: { label: string; args: [{ visible: boolean[] }, number[]] }[];
}
const drawn = (options = averaging) => averagingFigure(options).data as unknown as Trace[];
const sliderOf = () => (averagingFigure(averaging).layout.sliders as unknown as [Slider])[0];
const [state] = averaging.states;

describe('averagingFigure()', () => {
  test('draws the single draws thin, listed once, and the dashed sine, in every state', () => {
    const shared = drawn().filter(({ visible }) => visible === undefined);
    expect(shared).toHaveLength(11);
    expect(shared.filter(({ showlegend }) => showlegend).map(({ name }) => name)).toEqual([
      'pojedyncze losowania (10)',
      'sin(x)',
    ]);
    expect(shared.slice(0, 10).every(({ line }) => line.width === 1)).toBe(true);
    expect(shared[10]?.line.dash).toBe('dash');
  });

  test("each place of the slider shows its state's two curves alone", () => {
    const { steps } = sliderOf();
    const all = drawn();
    expect(steps.map(({ label }) => label)).toEqual(['10', '100', '1000']);
    steps.forEach(({ args: [{ visible }, indices] }, state) => {
      const shown = indices.filter((_, at) => visible[at]).map((index) => all[index] as Trace);
      expect(shown.map(({ name }) => name)).toEqual(['średnia wyjść', 'wyjście średnich parametrów']);
      // At x = 0, the 171st point, where the sine is 0.
      expect(shown.map(({ y }) => y[170])).toEqual(
        [0.05, -0.05 - state / 20].map((y) => expect.closeTo(y, 3)),
      );
    });
    expect(all.filter(({ visible }) => visible).map(({ y }) => y[170])).toEqual([0.05, -0.05]);
  });

  test.each([
    ['pl', 'losowania: ', 'losowania: 1000, RMSE między krzywymi 0,200, względem sin(x) 0,050 i 0,150.'],
    ['en', 'draws: ', 'draws: 1,000, RMSE between the curves 0.200, to sin(x) 0.050 and 0.150.'],
  ] as const)("says every state's distances in %s", (language, prefix, ending) => {
    setLanguage(language);
    expect(sliderOf().currentvalue.prefix).toBe(prefix);
    expect(averagingFigure(averaging).alt.endsWith(ending)).toBe(true);
  });

  test.each([
    [{ x: [0] }, TypeError, 'x must hold at least 2 values, got 1'],
    [{ members: [[1, 2]] }, TypeError, 'members must have 341 columns, one for each x, got 2'],
    [{ states: [] }, TypeError, 'states must hold at least 1 state, got 0'],
    [
      { states: [{ ...state, numSamples: 1.5 }] },
      RangeError,
      'numSamples must be an integer of at least 1, got 1.5',
    ],
    [
      { states: [{ ...state, numSamples: 0 }] },
      RangeError,
      'numSamples must be an integer of at least 1, got 0',
    ],
    [{ states: [{ ...state, outputs: [1] }] }, TypeError, 'outputs must hold 341 values, got 1'],
    [{ states: [{ ...state, parameters: [1] }] }, TypeError, 'parameters must hold 341 values, got 1'],
  ])('refuses what does not fit: %#', (wrong, kind, message) => {
    const draw = () => averagingFigure({ ...averaging, ...wrong } as typeof averaging);
    expect(draw).toThrow(kind);
    expect(draw).toThrow(`Cannot draw the averages: ${message}`);
  });
});
