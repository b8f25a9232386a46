import { decimal, text } from '../language';
import { chart, points } from './chart';
import { nonNegativeValues } from './curve-values';
import type { Figure } from './figure';
import { irisSpecies } from './iris-figure';
import type { Data } from './plotly';
import { colour } from './theme';
import { type Matrix, matrixValues, type Vector, vectorValues } from './values';

const action = 'Cannot draw the disputed flowers';

/** What the figure of the disputed flowers is drawn from. */
export interface DisputedFlowersFigureOptions {
  /** Features in centimetres [n, at least 4]: columns 2 and 3 are petal length and width. */
  x: Matrix;
  /** Classes [n], 0 to 2. */
  y: Vector;
  /** Epistemic uncertainty [n] in nats, at least 0. */
  epistemic: Vector;
  /** How many of the most disputed flowers are ringed, an integer from 1 to n; 5 by default. */
  count?: number;
}

interface Flower {
  length: number;
  width: number;
  species: number;
  epistemic: number;
  /** Diameter of its point in pixels: its area grows with the uncertainty. */
  size: number;
}

function flowersOf(options: DisputedFlowersFigureOptions): Flower[] {
  const features = matrixValues(options.x, action, 'x');
  const columns = (features[0] as number[]).length;
  if (columns < 4)
    throw new TypeError(
      `${action}: x must have at least 4 columns, the last two of the petal, got ${columns}`,
    );
  const species = vectorValues(options.y, action, 'y', features.length);
  const epistemic = nonNegativeValues(options.epistemic, action, 'epistemic', features.length);
  return features.map(([, , length, width], row) => {
    const flower = {
      length: length as number,
      width: width as number,
      species: species[row] as number,
      epistemic: epistemic[row] as number,
    };
    if (irisSpecies[flower.species] === undefined)
      throw new RangeError(`${action}: y must hold the classes 0, 1 and 2, got ${flower.species}`);
    const shorter = Math.min(flower.length, flower.width);
    if (shorter <= 0)
      throw new RangeError(`${action}: x must be lengths in centimetres, above 0, got ${shorter} at ${row}`);
    return { ...flower, size: 6 + 40 * Math.sqrt(flower.epistemic) };
  });
}

/**
 * Irises by petal length and width. The larger a point, the more the sampled networks disagree about its flower; the
 * most disputed flowers are ringed.
 *
 * @param options the features [n, at least 4] in centimetres, the classes [n] and the epistemic uncertainty [n] in nats
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes
 * @throws {RangeError} for another class, a length or an uncertainty below 0, a count that is no integer from 1 to n,
 *   or a value that is not finite
 * @example
 * const { x, y } = loadIris();
 * showFigure(disputedFlowersFigure({ x, y, epistemic: y.map((species) => species / 20) }));
 */
export function disputedFlowersFigure(options: DisputedFlowersFigureOptions): Figure {
  const { count = 5 } = options;
  const flowers = flowersOf(options);
  if (!(Number.isInteger(count) && count >= 1 && count <= flowers.length))
    throw new RangeError(`${action}: count must be an integer from 1 to ${flowers.length}, got ${count}`);
  const disputed = [...flowers].sort((a, b) => b.epistemic - a.epistemic).slice(0, count);

  const nats = text({ pl: 'nata', en: 'nats' });
  const describe = ({ length, width, species, epistemic }: Flower) =>
    `${irisSpecies[species]?.name}, ${decimal(length, 1)} × ${decimal(width, 1)} cm, ${decimal(epistemic, 3)} ${nats}`;
  const places = (some: readonly Flower[]) => ({
    x: some.map(({ length }) => length),
    y: some.map(({ width }) => width),
    labels: some.map(describe),
  });
  const listed = disputed.map(describe).join('; ');
  const rings = points({
    ...places(disputed),
    color: colour.vermillion,
    symbol: 'circle-open',
    size: disputed.map(({ size }) => size + 14),
    name: text({ pl: `najbardziej sporne (${count})`, en: `most disputed (${count})` }),
  });
  return chart({
    title: text({
      pl: 'Większy punkt: większa niepewność epistemiczna',
      en: 'Larger point: greater epistemic uncertainty',
    }),
    xTitle: text({ pl: 'długość płatka [cm]', en: 'petal length [cm]' }),
    yTitle: text({ pl: 'szerokość płatka [cm]', en: 'petal width [cm]' }),
    traces: [
      ...irisSpecies.map(({ name, ...look }, kind) => {
        const some = flowers.filter(({ species }) => species === kind);
        return points({
          ...places(some),
          ...look,
          size: some.map(({ size }) => size),
          name: `<i>${name}</i>`,
        });
      }),
      { ...rings, marker: { ...(rings as { marker: object }).marker, line: { width: 2.5 } } } as Data,
    ],
    alt: text({
      pl:
        `Irysy (${flowers.length}) według długości i szerokości płatka; im większy punkt, tym większa niepewność ` +
        `epistemiczna. Najbardziej sporne, zaznaczone pierścieniem: ${listed}.`,
      en:
        `Irises (${flowers.length}) by petal length and width; the larger a point, the greater the epistemic ` +
        `uncertainty. The most disputed, marked by a ring: ${listed}.`,
    }),
  });
}
