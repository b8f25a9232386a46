import { percent, text } from '../language';
import type { Figure } from './figure';
import type { Data } from './plotly';
import { baseLayout, colour, panelTitle } from './theme';
import { twoPanels } from './two-panels';
import { type Matrix, matrixValues, rounded, type Vector, vectorValues } from './values';

/** How a species is named and drawn. */
export interface IrisSpecies {
  /** Its Latin name. */
  readonly name: string;
  /** Colour of its points, `#RRGGBB`. */
  readonly color: string;
  /** Plotly's name of the symbol of its points. */
  readonly symbol: 'circle' | 'square' | 'diamond';
}

/** The species in the order of their class numbers, as every figure draws them: colour and symbol tell them apart. */
export const irisSpecies: readonly IrisSpecies[] = [
  { name: 'Iris setosa', color: colour.purple, symbol: 'circle' },
  { name: 'Iris versicolor', color: colour.orange, symbol: 'square' },
  { name: 'Iris virginica', color: colour.green, symbol: 'diamond' },
];

const action = 'Cannot draw the iris plots';

/** How the iris plots are drawn. */
export interface IrisFigureOptions {
  /**
   * What the features are measured in. By default centimetres, unless a length is not positive: that is no length in
   * centimetres, so the features have been standardised.
   */
  units?: 'cm' | 'standardised';
}

function classes(values: Vector, name: string, length: number): number[] {
  const read = vectorValues(values, action, name, length);
  const wrong = read.find((value) => !Number.isInteger(value) || value < 0 || value >= irisSpecies.length);
  if (wrong !== undefined)
    throw new RangeError(`${action}: ${name} must hold the classes 0, 1 and 2, got ${wrong}`);
  return read;
}

/**
 * Sepal length against sepal width, coloured by the true species on the left and by the predicted one on the right,
 * where misclassified flowers are ringed.
 *
 * @param x features [n, at least 2]: columns 0 and 1 are sepal length and width. Array or tensor
 * @param y true classes [n], 0 to 2
 * @param predicted predicted classes [n], 0 to 2
 * @param options `units` says what the features are measured in
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes
 * @throws {RangeError} for another class, or a value that is not finite
 */
export function irisFigure(x: Matrix, y: Vector, predicted: Vector, options: IrisFigureOptions = {}): Figure {
  const features = matrixValues(x, action, 'x');
  if ((features[0] as number[]).length < 2)
    throw new TypeError(`${action}: x must have at least 2 columns, sepal length and width, got 1`);
  const truth = classes(y, 'y', features.length);
  const guess = classes(predicted, 'predicted', features.length);
  const lengths = features.map((row) => row[0] as number);
  const widths = features.map((row) => row[1] as number);
  const positive = [...lengths, ...widths].every((value) => value > 0);
  const unit =
    (options.units ?? (positive ? 'cm' : 'standardised')) === 'cm'
      ? 'cm'
      : text({ pl: 'standaryzowana, w odch. std.', en: 'standardised, in sd' });

  const rows = truth.map((_, row) => row);
  const wrong = rows.filter((row) => truth[row] !== guess[row]);
  const right = features.length - wrong.length;
  const hover = rows.map((row) => {
    const [real, said] = [irisSpecies[truth[row] as number]?.name, irisSpecies[guess[row] as number]?.name];
    return text({
      pl: `gatunek: ${real}<br>przewidziano: ${said}`,
      en: `species: ${real}<br>predicted: ${said}`,
    });
  });
  const pick = (chosen: number[]) => ({
    x: rounded(chosen.map((row) => lengths[row] as number)),
    y: rounded(chosen.map((row) => widths[row] as number)),
    text: chosen.map((row) => hover[row] as string),
    hovertemplate: '%{text}<br>%{x} × %{y}<extra></extra>',
  });
  const panel = (kinds: number[], axes: { xaxis?: 'x2'; yaxis?: 'y2' }): Data[] =>
    irisSpecies.map(({ name, color, symbol }, kind) => ({
      type: 'scatter',
      mode: 'markers',
      ...pick(rows.filter((row) => kinds[row] === kind)),
      name: `<i>${name}</i>`,
      legendgroup: name,
      showlegend: axes.xaxis === undefined,
      marker: { color, symbol, size: 11, opacity: 0.85, line: { color: '#ffffff', width: 0.8 } },
      ...axes,
    }));
  const second = { xaxis: 'x2', yaxis: 'y2' } as const;
  const rings: Data = {
    type: 'scatter',
    mode: 'markers',
    ...pick(wrong),
    name: text({ pl: `błędnie sklasyfikowane (${wrong.length})`, en: `misclassified (${wrong.length})` }),
    marker: {
      symbol: 'circle-open',
      size: 21,
      color: colour.vermillion,
      line: { width: 3, color: colour.vermillion },
    },
    ...second,
  };

  const share = percent(right / features.length, 0);
  const lengthTitle = text({ pl: 'długość działki kielicha', en: 'sepal length' });
  const widthTitle = text({ pl: 'szerokość działki kielicha', en: 'sepal width' });
  const xTitle = { title: { text: `${lengthTitle} [${unit}]` } };
  return {
    data: [...panel(truth, {}), ...panel(guess, second), ...(wrong.length > 0 ? [rings] : [])],
    layout: twoPanels({
      ...baseLayout(470),
      annotations: [
        panelTitle(text({ pl: 'Prawdziwe gatunki', en: 'True species' })),
        panelTitle(
          text({
            pl: `Przewidywanie: trafne ${right}/${features.length}`,
            en: `Predicted: ${right} of ${features.length} right`,
          }),
          0.53,
        ),
      ],
      xaxis: { ...xTitle, domain: [0, 0.47] },
      yaxis: { title: { text: `${widthTitle} [${unit}]` } },
      xaxis2: { ...xTitle, domain: [0.53, 1], matches: 'x', anchor: 'y2' },
      yaxis2: { matches: 'y', anchor: 'x2', showticklabels: false },
    }),
    alt: text({
      pl:
        `Dwa wykresy ${features.length} irysów, ${lengthTitle} i ${widthTitle} [${unit}]: po lewej prawdziwe gatunki, ` +
        `po prawej przewidziane. Trafnych ${right} z ${features.length} (${share}), ` +
        `błędnie sklasyfikowanych ${wrong.length}, zaznaczonych pierścieniem.`,
      en:
        `Two plots of ${features.length} irises, ${lengthTitle} and ${widthTitle} [${unit}]: true species on the left, ` +
        `predicted ones on the right. ${right} of ${features.length} right (${share}), ` +
        `${wrong.length} misclassified, marked by a ring.`,
    }),
  };
}
