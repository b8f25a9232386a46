import { decimal, text } from '../language';
import { chart, line } from './chart';
import { compact } from './compact';
import { curvesValues, gridValues } from './curve-values';
import type { Figure } from './figure';
import { withSlider } from './slider';
import { colour } from './theme';
import { type Matrix, type Vector, vectorValues } from './values';

const action = 'Cannot draw the averages';

/** What an ensemble of one size comes to. */
export interface AveragingState {
  /** How many draws of the weights are averaged, an integer of at least 1. */
  numSamples: number;
  /** The mean of their outputs [n]. */
  outputs: Vector;
  /** The output [n] of the one network that has the mean of their parameters. */
  parameters: Vector;
}

/** What the figure of the two ways to average is drawn from. */
export interface AveragingFigureOptions {
  /** Where the functions are known [n], in ascending order; at least 2 values. */
  x: Vector;
  /** The sine [n]. */
  truth: Vector;
  /** Functions of single draws [members, n]. */
  members: Matrix;
  /** One state for each size of the ensemble, at least one; the slider chooses between them. */
  states: readonly AveragingState[];
}

function readState(state: AveragingState, points: number) {
  const { numSamples } = state;
  if (!(Number.isInteger(numSamples) && numSamples >= 1))
    throw new RangeError(`${action}: numSamples must be an integer of at least 1, got ${numSamples}`);
  return {
    numSamples,
    outputs: vectorValues(state.outputs, action, 'outputs', points),
    parameters: vectorValues(state.parameters, action, 'parameters', points),
  };
}

/** Root mean square of the difference of two curves. */
function rmsDistance(one: readonly number[], other: readonly number[]): number {
  const squares = one.reduce((sum, value, at) => sum + (value - (other[at] as number)) ** 2, 0);
  return Math.sqrt(squares / one.length);
}

/**
 * The mean of the outputs of sampled networks, and the output of the network with their mean parameters, for the number
 * of draws that a slider chooses: with more of them both settle, on two different curves.
 *
 * @param options x and truth [n], members [members, n], and the states' curves [n]
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes, fewer than 2 values of x, or no state
 * @throws {RangeError} where numSamples is no integer of at least 1, or a value is not finite
 * @example
 * const x = [-3, 0, 3];
 * const states = [{ numSamples: 10, outputs: [-0.2, 0, 0.2], parameters: [-0.1, 0, 0.1] }];
 * showFigure(averagingFigure({ x, truth: x.map(Math.sin), members: [x.map(Math.tanh)], states }));
 */
export function averagingFigure(options: AveragingFigureOptions): Figure {
  const x = gridValues(options.x, action);
  const truth = vectorValues(options.truth, action, 'truth', x.length);
  const members = curvesValues(options.members, action, 'members', x.length);
  if (options.states.length === 0) throw new TypeError(`${action}: states must hold at least 1 state, got 0`);
  const states = options.states.map((state) => readState(state, x.length));

  const thin = { color: colour.grey, width: 1, opacity: 0.5 };
  const membersName = text({
    pl: `pojedyncze losowania (${members.length})`,
    en: `single draws (${members.length})`,
  });
  const shared = [
    ...members.map((y, index) => line({ x, y, ...thin, ...(index === 0 && { name: membersName }) })),
    line({ x, y: truth, color: colour.grey, dash: 'dash', name: 'sin(x)' }),
  ].map((trace, index) => (index < members.length ? { ...trace, legendgroup: 'members' } : trace));
  const averages = states.flatMap(({ outputs, parameters }) => [
    line({ x, y: outputs, width: 4, name: text({ pl: 'średnia wyjść', en: 'mean of the outputs' }) }),
    line({
      x,
      y: parameters,
      color: colour.vermillion,
      width: 4,
      name: text({ pl: 'wyjście średnich parametrów', en: 'output of the mean parameters' }),
    }),
  ]);
  const distances = states.map(({ numSamples, outputs, parameters }) => {
    const [draws, apart] = [decimal(numSamples, 0), decimal(rmsDistance(outputs, parameters), 3)];
    const [left, right] = [outputs, parameters].map((curve) => decimal(rmsDistance(curve, truth), 3));
    return text({
      pl: `losowania: ${draws}, RMSE między krzywymi ${apart}, względem sin(x) ${left} i ${right}`,
      en: `draws: ${draws}, RMSE between the curves ${apart}, to sin(x) ${left} and ${right}`,
    });
  });
  const figure = chart({
    title: text({
      pl: 'Uśrednianie wyjść i uśrednianie parametrów',
      en: 'Averaging outputs and averaging parameters',
    }),
    xTitle: 'x',
    yTitle: 'y',
    yRange: [-2, 2],
    traces: compact([...shared, ...averages], x),
    alt: text({
      pl: `Średnia wyjść i wyjście średnich parametrów, suwak wybiera liczbę losowań. ${distances.join('; ')}.`,
      en: `Mean of the outputs and output of the mean parameters; a slider chooses the number of draws. ${distances.join('; ')}.`,
    }),
  });
  return withSlider(figure, {
    quantity: text({ pl: 'losowania', en: 'draws' }),
    values: states.map(({ numSamples }) => numSamples),
    stateOf: [...shared.map(() => undefined), ...states.flatMap((_, state) => [state, state])],
  });
}
