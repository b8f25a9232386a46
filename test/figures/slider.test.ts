import { afterEach, describe, expect, test } from 'vitest';
import { chart, line } from '../../lib/figures/chart';
import type { Figure } from '../../lib/figures/figure';
import { withSlider } from '../../lib/figures/slider';
import { setLanguage } from '../../lib/language';

afterEach(() => setLanguage('pl'));

const trace = line({ x: [0, 1], y: [0, 1] });
const figure = chart({
  title: 'A title too long for one line of a narrow page',
  xTitle: 'x',
  yTitle: 'y',
  traces: [trace, trace, trace],
  alt: 'three lines',
});
/** The second trace is every state's. */
const options = { quantity: 'kroki', values: [0, 10_000], stateOf: [0, undefined, 1] };

interface Slider {
  active: number;
  currentvalue: { prefix: string };
  steps: { label: string; method: string; args: unknown[] }[];
}
const sliderOf = ({ layout }: Figure) => (layout.sliders as unknown as [Slider])[0];
const visibility = ({ data }: Figure) => data.map(({ visible }) => visible);
type Room = { height?: number; margin?: { t: number }; annotations: { yshift: number }[] };
const roomOf = (layout: unknown) => layout as Room;
const narrowOf = ({ layout }: Figure) => roomOf((layout.meta as { narrow: unknown }).narrow);

describe('withSlider()', () => {
  test('shows the first state and what belongs to all of them', () => {
    expect(visibility(withSlider(figure, options))).toEqual([true, undefined, false]);
    expect(sliderOf(withSlider(figure, options)).active).toBe(0);
    expect(visibility(figure)).toEqual([undefined, undefined, undefined]);
  });

  test("restyles the states' traces and no others, so that what a reader hid stays hidden", () => {
    expect(sliderOf(withSlider(figure, options)).steps.map(({ method, args }) => [method, args])).toEqual([
      ['restyle', [{ visible: [true, false] }, [0, 2]]],
      ['restyle', [{ visible: [false, true] }, [0, 2]]],
    ]);
  });

  test('changes the layout as well where a state asks for it', () => {
    const layouts = [{ 'annotations[0].text': 'one' }, { 'annotations[0].text': 'two' }];
    const { steps } = sliderOf(withSlider(figure, { ...options, layouts }));
    expect(steps[1]).toMatchObject({
      method: 'update',
      args: [{ visible: [false, true] }, { 'annotations[0].text': 'two' }, [0, 2]],
    });
  });

  test.each([
    ['pl', '10\u00a0000'],
    ['en', '10,000'],
  ] as const)('writes the values as %s does', (language, label) => {
    setLanguage(language);
    const { steps, currentvalue } = sliderOf(withSlider(figure, options));
    expect(steps.map((step) => step.label)).toEqual(['0', label]);
    expect(currentvalue.prefix).toBe('kroki: ');
  });

  test('makes the same room above the panels of the wide and of the narrow layout, and raises the title', () => {
    const slid = withSlider(figure, options);
    const [before, after] = [roomOf(figure.layout), roomOf(slid.layout)];
    const room = (after.height as number) - (before.height as number);
    expect(room).toBeGreaterThan(60);
    for (const [was, is] of [
      [before, after],
      [narrowOf(figure), narrowOf(slid)],
    ] as const) {
      expect((is.margin?.t as number) - (was.margin?.t as number)).toBe(room);
      expect((is.annotations[0]?.yshift as number) - (was.annotations[0]?.yshift as number)).toBe(room);
    }
  });
});
