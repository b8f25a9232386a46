import { afterEach, describe, expect, test } from 'vitest';
import { klWeightFigure } from '../../lib/figures/kl-weight-figure';
import type { KlWeightPanel, KlWeightState } from '../../lib/figures/kl-weight-panels';
import { setLanguage } from '../../lib/language';
import { data, klWeight, x } from './lecture-samples';

afterEach(() => setLanguage('pl'));

interface Trace {
  name?: string;
  legendgroup?: string;
  showlegend: boolean;
  visible?: boolean;
  mode: string;
  xaxis: 'x' | 'x2';
  x?: number[];
  x0: number;
  dx: number;
  y: number[];
}
interface Slider {
  currentvalue: { prefix: string };
  steps: { label: string; args: [{ visible: boolean[] }, Record<string, string>, number[]] }[];
}
const drawn = (options = klWeight) => klWeightFigure(options).data as unknown as Trace[];
const sliderOf = () => (klWeightFigure(klWeight).layout.sliders as unknown as [Slider])[0];
/** The traces that one place of the slider shows in one panel, without the data. */
function shown(state: number, panel: 'x' | 'x2'): Trace[] {
  const [{ visible }, , indices] = (sliderOf().steps[state] as Slider['steps'][number]).args;
  const all = drawn();
  return indices
    .filter((_, at) => visible[at])
    .map((index) => all[index] as Trace)
    .filter(({ xaxis }) => xaxis === panel);
}
const first = klWeight.states[0] as KlWeightState;
const [panel] = first.panels;

describe('klWeightFigure()', () => {
  test('draws the data once in each panel, in every state', () => {
    const clouds = drawn().filter(({ visible }) => visible === undefined);
    expect(clouds.map(({ mode, xaxis, x: across }) => [mode, xaxis, across?.length])).toEqual([
      ['markers', 'x', 500],
      ['markers', 'x2', 500],
    ]);
    expect(drawn().filter(({ mode }) => mode === 'markers')).toHaveLength(2);
  });

  test.each([
    [0, 'x', 0, 0.3],
    [2, 'x', 2 / 3, 0.1],
    [3, 'x2', 1, 0.2 / 16],
  ] as const)('place %d of the slider shows mean and bands in panel %s', (state, panel, slope, sd) => {
    const [predictiveLow, predictiveHigh, low, high, mean] = shown(state, panel) as [
      Trace,
      Trace,
      Trace,
      Trace,
      Trace,
    ];
    expect(shown(state, panel)).toHaveLength(5);
    const predictive = Math.sqrt(sd ** 2 + 0.01);
    x.forEach((value, i) => {
      const centre = slope * Math.sin(value);
      expect(mean.x0 + mean.dx * i).toBeCloseTo(value, 5);
      for (const [trace, y] of [
        [mean, centre],
        [low, centre - 3 * sd],
        [high, centre + 3 * sd],
        [predictiveLow, centre - 3 * predictive],
        [predictiveHigh, centre + 3 * predictive],
      ] as const)
        expect(Math.abs((trace.y[i] as number) - y)).toBeLessThan(1.1e-3); // four digits, then three decimals
    });
  });

  test('one place of the slider moves both panels and writes both titles', () => {
    const { steps } = sliderOf();
    expect(steps.map(({ label }) => label)).toEqual(['0', '100', '1000', '5000']);
    steps.forEach(({ args: [{ visible }, titles] }, state) => {
      expect(visible.filter(Boolean)).toHaveLength(10);
      const [left, right] = klWeight.states[state]?.panels ?? [];
      expect(titles['annotations[0].text']).toBe(`<b>${left?.title}</b>`);
      expect(titles['annotations[1].text']?.replace('<br>', ' ')).toBe(`<b>${right?.title}</b>`);
    });
    const visible = drawn().filter((trace) => trace.visible);
    expect(visible.map(({ y }) => y)).toEqual([...shown(0, 'x'), ...shown(0, 'x2')].map(({ y }) => y));
  });

  test('lists each series once, and a click on the legend hides it in both panels', () => {
    const listed = drawn().filter(({ showlegend, visible }) => showlegend && visible !== false);
    expect(listed.map(({ name }) => name)).toEqual([
      'zaszumione dane',
      'predykcyjne ±3 odch. std.',
      'epistemiczne ±3 odch. std.',
      'średnia',
    ]);
    for (const { name } of listed)
      expect(
        new Set(
          drawn()
            .filter((trace) => trace.legendgroup === name)
            .map(({ xaxis }) => xaxis),
        ).size,
      ).toBe(2);
  });

  test('stacks the panels on a narrow page, where the titles hang on them as in the wide layout', () => {
    const { layout } = klWeightFigure(klWeight);
    const { narrow } = layout.meta as { narrow: Record<string, unknown> };
    expect(narrow).not.toHaveProperty('annotations');
    expect(narrow).not.toHaveProperty('sliders');
    expect(narrow.height).toBeGreaterThan(layout.height as number);
    expect(narrow).toMatchObject({ xaxis2: { domain: [0, 1] } });
    expect(layout.annotations).toMatchObject([
      { xref: 'x domain', yref: 'y domain' },
      { xref: 'x2 domain', yref: 'y2 domain' },
    ]);
  });

  test("keeps one range of y, a third of the data's height beyond them, for every state", () => {
    const high = Math.max(...(data.y as number[]));
    const low = Math.min(...(data.y as number[]));
    const { yaxis, yaxis2 } = klWeightFigure(klWeight).layout;
    const range = [low - (high - low) / 3, high + (high - low) / 3].map((y) => expect.closeTo(y, 6));
    expect([yaxis?.range, yaxis2?.range]).toEqual([range, range]);
  });

  test('draws data of one height, and says which noise it was given', () => {
    const { layout, alt } = klWeightFigure({
      ...klWeight,
      data: { x: [0, 1], y: [0.5, 0.5] },
      noiseSigma: 0.25,
    });
    expect(layout.yaxis?.range).toEqual([0.5 - 1 / 3, 0.5 + 1 / 3].map((y) => expect.closeTo(y, 6)));
    expect(alt).toContain('szum 0,25;');
  });

  test('leaves room for titles of two lines, and keeps away from them', () => {
    const long = { ...panel, title: 'a weight whose name is too long for one line' };
    const layoutOf = (right: KlWeightPanel) =>
      klWeightFigure({ ...klWeight, states: [{ ...first, panels: [panel, right] }] }).layout;
    const [one, two] = [layoutOf(panel), layoutOf(long)];
    expect(two.margin?.t).toBeGreaterThan((one.margin?.t as number) + 10);
    expect(two.sliders?.[0]?.pad?.b).toBeGreaterThan((one.sliders?.[0]?.pad?.b as number) + 10);
    expect(two.annotations?.[1]?.text).toContain('<br>');
  });

  test.each([
    ['pl', 'kroki: ', 'kroki: 5000, 0,075 (waga z ELBO: 0,012), 0,013 (waga 1/(krok + 1) = 0,0002).'],
    ['en', 'steps: ', 'steps: 5,000, 0.075 (waga z ELBO: 0,012), 0.013 (waga 1/(krok + 1) = 0,0002).'],
  ] as const)("says every state's spread in %s", (language, prefix, ending) => {
    setLanguage(language);
    expect(sliderOf().currentvalue.prefix).toBe(prefix);
    expect(klWeightFigure(klWeight).alt.endsWith(ending)).toBe(true);
  });

  test('stays below 120 kB as JSON with four states of 341 points', () => {
    expect(JSON.stringify(klWeightFigure(klWeight)).length).toBeLessThan(120_000);
  });

  test.each([
    [{ x: [0] }, TypeError, 'x must hold at least 2 values, got 1'],
    [{ data: { x: [], y: [] } }, TypeError, 'data must hold at least 1 point, got 0'],
    [{ data: { x: [1], y: [] } }, TypeError, 'data.y must hold 1 values, got 0'],
    [{ states: [] }, TypeError, 'states must hold at least 1 state, got 0'],
    [{ states: [{ ...first, steps: -1 }] }, RangeError, 'steps must be an integer of at least 0, got -1'],
    [{ states: [{ ...first, panels: [panel] }] }, TypeError, 'panels must hold 2 panels, got 1'],
    [
      { states: [{ ...first, panels: [panel, { ...panel, mean: [1] }] }] },
      TypeError,
      'mean must hold 341 values, got 1',
    ],
    [
      { states: [{ ...first, panels: [panel, { ...panel, sd: x }] }] },
      RangeError,
      'sd must be at least 0, got -3.4 at 0',
    ],
    [{ noiseSigma: -0.1 }, RangeError, 'noiseSigma must be at least 0 and finite, got -0.1'],
  ])('refuses what does not fit: %#', (wrong, kind, message) => {
    const draw = () => klWeightFigure({ ...klWeight, ...wrong } as typeof klWeight);
    expect(draw).toThrow(kind);
    expect(draw).toThrow(`Cannot draw the KL weights: ${message}`);
  });
});
