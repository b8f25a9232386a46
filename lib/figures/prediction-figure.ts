import { decimal, text, threeDigits } from '../language';
import { checkNoiseSigma } from './curve-values';
import type { Figure } from './figure';
import type { Data } from './plotly';
import { baseLayout, colour, panelTitle, translucent } from './theme';
import { type Matrix, matrixValues, thousandths, type Vector, vectorValues } from './values';

/** The regression grid: 700 points evenly from -3.4 to 3.4, a little beyond the data's [-3, 3]. */
export const grid = { from: -3.4, to: 3.4, points: 700 } as const;

const action = 'Cannot draw the predictions';

/** What the prediction figure is drawn from. */
export interface PredictionFigureOptions {
  /** The noisy training data's x [n]. */
  x: Vector;
  /** The noisy training data's y [n]. */
  y: Vector;
  /** Functions sampled from the posterior, [functions, points], evenly over [-3.4, 3.4]; at least 2 of them. */
  predictions: Matrix;
  /** Standard deviation of the observation noise, at least 0; 0.1 by default. */
  noiseSigma?: number;
  /** The panel's title; `Prediction` by default. */
  title?: string;
}

/** Mean and standard deviation over the sampled functions at each point of the grid. */
export interface Spread {
  mean: number[];
  /** Over the functions, with n - 1 below the line, as torch.std_mean has it: the epistemic standard deviation. */
  sd: number[];
  /** sqrt(sd^2 + noiseSigma^2): the standard deviation of a new observation. */
  predictiveSd: number[];
}

/** Mean, epistemic sd (n - 1) and predictive sd of sampled functions [functions, points]. */
export function spread(functions: number[][], noiseSigma: number): Spread {
  const count = functions.length;
  const mean = (functions[0] as number[]).map(
    (_, at) => functions.reduce((sum, values) => sum + (values[at] as number), 0) / count,
  );
  const sd = mean.map((centre, at) =>
    Math.sqrt(
      functions.reduce((sum, values) => sum + ((values[at] as number) - centre) ** 2, 0) / (count - 1),
    ),
  );
  return { mean, sd, predictiveSd: sd.map((value) => Math.hypot(value, noiseSigma)) };
}

/**
 * Noisy data, sampled functions, their mean, and two bands of three standard deviations around it: the epistemic one,
 * which is what the functions disagree about, and the predictive one, sqrt(sd^2 + noiseSigma^2), where new observations
 * are to be expected. Drawn and listed in one order: bands, data, sampled functions, mean.
 *
 * @param options the data [n] and the sampled functions [functions, points]
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes
 * @throws {RangeError} for fewer than 2 functions, a negative noiseSigma, or a value that is not finite
 */
export function predictionFigure(options: PredictionFigureOptions): Figure {
  const { noiseSigma = 0.1 } = options;
  const x = vectorValues(options.x, action, 'x');
  const y = vectorValues(options.y, action, 'y', x.length);
  const functions = matrixValues(options.predictions, action, 'predictions');
  const count = functions.length;
  if (count < 2) throw new RangeError(`${action}: a spread needs at least 2 sampled functions, got ${count}`);
  checkNoiseSigma(noiseSigma, action);
  const { mean, sd, predictiveSd } = spread(functions, noiseSigma);

  // An evenly spaced x as start and step: seven hundred numbers less in each of the fifteen traces.
  const across = { x0: grid.from, dx: (grid.to - grid.from) / (mean.length - 1) };
  const curve = { type: 'scatter', mode: 'lines', ...across } as const;
  const silent = { hoverinfo: 'skip' } as const;
  const hover = { hovertemplate: 'x = %{x:.2f}<br>%{fullData.name}: %{y:.2f}<extra></extra>' };
  const bandAround = (name: string, deviation: number[], fillcolor: string, edge: object): Data[] =>
    [-3, 3].map((times) => ({
      ...curve,
      ...silent,
      y: thousandths(mean.map((centre, at) => centre + times * (deviation[at] as number))),
      name,
      legendgroup: name,
      showlegend: times > 0,
      line: { width: 1.5, simplify: false, ...edge },
      ...(times > 0 && { fill: 'tonexty', fillcolor }),
    }));

  const noise = threeDigits(noiseSigma);
  const sampled = text({ pl: `wylosowane funkcje (${count})`, en: `sampled functions (${count})` });
  const data: Data[] = [
    ...bandAround(
      text({
        pl: `pasmo predykcyjne ±3 odch. std.<br>(z szumem ${noise})`,
        en: `predictive band ±3 sd, with noise ${noise}`,
      }),
      predictiveSd,
      translucent(colour.grey, 0.2),
      { color: colour.grey, dash: 'dash' },
    ),
    ...bandAround(
      text({ pl: 'pasmo epistemiczne ±3 odch. std.', en: 'epistemic band ±3 sd' }),
      sd,
      translucent(colour.sky, 0.5),
      { color: colour.sky },
    ),
    {
      type: 'scatter',
      mode: 'markers',
      x: thousandths(x),
      y: thousandths(y),
      name: text({ pl: 'zaszumione dane', en: 'noisy data' }),
      ...hover,
      marker: { color: colour.grey, size: 5.5, opacity: 0.9, line: { color: '#ffffff', width: 0.7 } },
    },
    ...functions.map(
      (values, index): Data => ({
        ...curve,
        ...silent,
        y: thousandths(values),
        name: sampled,
        legendgroup: 'sampled',
        showlegend: index === 0,
        line: { color: translucent(colour.vermillion, 0.65), width: 1.5, simplify: false },
      }),
    ),
    {
      ...curve,
      y: thousandths(mean),
      name: text({ pl: 'średnia', en: 'mean' }),
      line: { color: colour.blue, width: 5, simplify: false },
      ...hover,
    },
  ];

  const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const epistemic = decimal(6 * average(sd), 3);
  const predictive = decimal(6 * average(predictiveSd), 3);
  const [from, to] = [decimal(grid.from, 1), decimal(grid.to, 1)];
  return {
    data,
    layout: {
      ...baseLayout(540),
      annotations: [panelTitle(options.title ?? text({ pl: 'Przewidywanie', en: 'Prediction' }))],
      xaxis: { title: { text: 'x' }, range: [grid.from, grid.to] },
      yaxis: { title: { text: 'y' }, range: [-2, 2] },
    },
    alt: text({
      pl:
        `Wykres ${x.length} zaszumionych danych, ${count} funkcji wylosowanych z rozkładu a posteriori i ich średniej ` +
        `dla x od ${from} do ${to}. Średnia szerokość pasma epistemicznego (±3 odch. std.) to ${epistemic}, pasma ` +
        `predykcyjnego (±3 odch. std., z szumem ${noise}) ${predictive}.`,
      en:
        `Plot of ${x.length} noisy data, ${count} functions sampled from the posterior and their mean for x from ` +
        `${from} to ${to}. The epistemic band (±3 sd) is ${epistemic} wide on average, the predictive band ` +
        `(±3 sd, with noise ${noise}) ${predictive}.`,
    }),
  };
}
