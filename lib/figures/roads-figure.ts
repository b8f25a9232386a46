import { decimal, text } from '../language';
import { bandAround } from './band-around';
import { withButtons } from './buttons';
import { chart, line, points, type Series } from './chart';
import { compact } from './compact';
import { dataValues, gridValues, nonNegativeValues } from './curve-values';
import type { Figure } from './figure';
import type { Data } from './plotly';
import { reach, reachAround } from './reach';
import { colour } from './theme';
import { type Vector, vectorValues } from './values';

const action = 'Cannot draw the roads to the posterior';

/** What one road to the posterior says of the function. */
export interface Road {
  /** The road's name: a button, and the legend's entry. */
  name: string;
  /** Mean of the functions [n]. */
  mean: Vector;
  /** Their epistemic standard deviation [n], at least 0; 0 everywhere for a single curve, which then has no band. */
  sd: Vector;
}

/** What the figure of the roads is drawn from. */
export interface RoadsFigureOptions {
  /** Where the functions are known [n], in ascending order; at least 2 values. */
  x: Vector;
  /** The observations, x and y [m] each. */
  data: Pick<Series, 'x' | 'y'>;
  /** At least one road; of several the reader chooses one by a button. */
  roads: readonly Road[];
  /** What every road is held against, drawn as a grey band; nothing by default. */
  reference?: Road;
  /** The panel's title; the road's name, or `Roads to the posterior`, by default. */
  title?: string;
}

/**
 * What roads to the posterior make of the same data: mean and band of three standard deviations of the one that its button
 * chooses, over the grey band of the reference.
 *
 * @param options x [n], the data [m], and the roads, each with mean and sd [n]
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes, fewer than 2 values of x, or no road
 * @throws {RangeError} for a negative standard deviation, or a value that is not finite
 * @example
 * const x = [-1, 0, 1];
 * const roads = [{ name: 'HMC', mean: [0, 0, 0], sd: [0.1, 0.6, 0.1] }];
 * showFigure(roadsFigure({ x, data: { x: [-1, 1], y: [0.1, 0] }, roads }));
 */
export function roadsFigure(options: RoadsFigureOptions): Figure {
  const x = gridValues(options.x, action);
  const data = dataValues(options.data, action);
  const read = ({ name, ...road }: Road) => ({
    name,
    mean: vectorValues(road.mean, action, 'mean', x.length),
    sd: nonNegativeValues(road.sd, action, 'sd', x.length),
  });
  const roads = options.roads.map(read);
  const [first] = roads;
  if (!first) throw new TypeError(`${action}: roads must hold at least 1 road, got 0`);
  const reference = options.reference && read(options.reference);

  const spread = text({ pl: '±3 odch. std.', en: '±3 sd' });
  const fixed: Data[] = [
    ...(reference
      ? compact(
          bandAround(x, reference.mean, reference.sd, {
            name: text({
              pl: `wzorzec: ${reference.name}, ${spread}`,
              en: `reference: ${reference.name}, ${spread}`,
            }),
            color: colour.grey,
            opacity: 0.25,
          }),
          x,
        )
      : []),
    points({ ...data, size: 5, name: text({ pl: 'dane', en: 'data' }) }),
  ];
  const ofRoads = roads.map(({ name, mean, sd }) => {
    const isCurve = sd.every((value) => value === 0);
    const band = isCurve ? [] : bandAround(x, mean, sd, { name: `${name}, ${spread}`, opacity: 0.5 });
    const ofMean = isCurve || roads.length > 1 ? name : text({ pl: 'średnia', en: 'mean' });
    return compact([...band, line({ x, y: mean, name: ofMean })], x);
  });
  const told = roads.map(({ name, sd }) => {
    const [low, high] = reach(sd).map((value) => decimal(value, 3));
    return text(
      high === decimal(0, 3)
        ? { pl: `${name}, jedna krzywa`, en: `${name}, a single curve` }
        : {
            pl: `${name}, odchylenie standardowe od ${low} do ${high}`,
            en: `${name}, standard deviation from ${low} to ${high}`,
          },
    );
  });
  const figure = chart({
    title:
      options.title ??
      (roads.length === 1
        ? first.name
        : text({ pl: 'Drogi do rozkładu a posteriori', en: 'Roads to the posterior' })),
    xTitle: 'x',
    yTitle: 'f(x)',
    yRange: reachAround(data.y.length > 0 ? data.y : [-1, 1], 2), // the same for every road, so that they can be compared
    traces: [fixed, ...ofRoads],
    alt: text({
      pl: `Dane (${data.x.length}), a nad nimi średnia funkcja z pasmem ±3 odch. std.: ${told.join('; ')}.`,
      en: `Data (${data.x.length}), and over them the mean function with its ±3 sd band: ${told.join('; ')}.`,
    }),
  });
  if (roads.length === 1) return figure;
  return withButtons(figure, {
    labels: roads.map(({ name }) => name),
    stateOf: [...fixed.map(() => undefined), ...ofRoads.flatMap((traces, road) => traces.map(() => road))],
  });
}
