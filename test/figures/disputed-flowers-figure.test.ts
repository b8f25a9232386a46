import { afterEach, describe, expect, test } from 'vitest';
import { disputedFlowersFigure } from '../../lib/figures/disputed-flowers-figure';
import { setLanguage } from '../../lib/language';
import { flowers } from './lecture-samples';

afterEach(() => setLanguage('pl'));

interface Points {
  name: string;
  x: number[];
  y: number[];
  text: string[];
  marker: { size: number[]; symbol: string };
}
const tracesOf = (options = flowers) => disputedFlowersFigure(options).data as unknown as Points[];

describe('disputedFlowersFigure()', () => {
  test('lays the flowers by petal length and width, each species by its own symbol', () => {
    const species = tracesOf().slice(0, 3);
    expect(species.map(({ x, y, marker }) => [x, y, marker.symbol])).toEqual([
      [[1.4, 1.5], [0.2, 0.2], 'circle'],
      [[4.5, 4.7], [1.5, 1.2], 'square'],
      [[5.1, 6], [1.5, 2.5], 'diamond'],
    ]);
  });

  test('draws a flower the larger, the more it is disputed', () => {
    const [setosa, versicolor, virginica] = tracesOf() as [Points, Points, Points];
    const bySize = [
      virginica.marker.size[1],
      ...setosa.marker.size,
      versicolor.marker.size[0],
      virginica.marker.size[0],
      versicolor.marker.size[1],
    ] as number[];
    // In ascending order of the uncertainty: 0, 0.01, 0.02, 0.09, 0.16, 0.25.
    expect(bySize).toEqual([...bySize].sort((a, b) => a - b));
    expect(new Set(bySize).size).toBe(6);
    expect(Math.min(...bySize)).toBeGreaterThan(3);
  });

  test('rings the most disputed, five unless told otherwise, with room around each point', () => {
    const rings = tracesOf({ ...flowers, count: 2 })[3] as Points;
    expect([rings.x, rings.y, rings.marker.symbol]).toEqual([[4.7, 5.1], [1.2, 1.5], 'circle-open']);
    const versicolor = tracesOf()[1] as Points;
    expect(rings.marker.size[0]).toBeGreaterThan((versicolor.marker.size[1] as number) + 8);
    expect(tracesOf()[3]?.x).toEqual([4.7, 5.1, 4.5, 1.5, 1.4]);
  });

  test.each([
    [
      'pl',
      'najbardziej sporne (2)',
      'Iris versicolor, 4,7 × 1,2 cm, 0,250 nata; Iris virginica, 5,1 × 1,5 cm, 0,160 nata.',
    ],
    [
      'en',
      'most disputed (2)',
      'Iris versicolor, 4.7 × 1.2 cm, 0.250 nats; Iris virginica, 5.1 × 1.5 cm, 0.160 nats.',
    ],
  ] as const)('names them in %s', (language, name, ending) => {
    setLanguage(language);
    const figure = disputedFlowersFigure({ ...flowers, count: 2 });
    expect(figure.data[3]).toMatchObject({ name });
    expect(figure.alt.endsWith(ending)).toBe(true);
  });

  test.each([
    [{ x: [[1, 2]] }, TypeError, 'x must have at least 4 columns, the last two of the petal, got 2'],
    [{ y: [0] }, TypeError, 'y must hold 6 values, got 1'],
    [{ y: [0, 0, 1, 2, 1, 3] }, RangeError, 'y must hold the classes 0, 1 and 2, got 3'],
    [{ epistemic: [0, 0, 0, 0, 0, -0.1] }, RangeError, 'epistemic must be at least 0, got -0.1 at 5'],
    [
      { x: [1, 0, 1, 1, 1, 1].map((length) => [1, 1, length, 1]) },
      RangeError,
      'x must be lengths in centimetres, above 0, got 0 at 1',
    ],
    [{ count: 7 }, RangeError, 'count must be an integer from 1 to 6, got 7'],
    [{ count: 0 }, RangeError, 'count must be an integer from 1 to 6, got 0'],
    [{ count: 1.5 }, RangeError, 'count must be an integer from 1 to 6, got 1.5'],
  ])('refuses %j', (wrong, kind, message) => {
    const draw = () => disputedFlowersFigure({ ...flowers, ...wrong });
    expect(draw).toThrow(kind);
    expect(draw).toThrow(`Cannot draw the disputed flowers: ${message}`);
  });
});
