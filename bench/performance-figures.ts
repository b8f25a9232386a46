import type { Data } from 'plotly.js-dist';
import { chart, colour, type Figure, line } from '../lib';
import type { Comparison } from './comparison';
import type { GradingReport } from './grading-time';
import type { SweepPoint } from './sweep';

/** Our time over each peer's, one bar each, with the targets. */
export function ratioFigure(comparisons: Comparison[]): Figure {
  const some = comparisons.filter(({ ratio }) => Number.isFinite(ratio)).reverse();
  const labels = some.map(({ row, peer, ratio }) => `${row} / ${peer}: <b>${ratio.toFixed(2)}</b>`);
  const bars: Data = {
    type: 'bar',
    orientation: 'h',
    x: some.map(({ ratio }) => ratio),
    y: labels,
    marker: { color: some.map(({ ratio }) => (ratio <= 1 ? colour.blue : colour.orange)) },
    showlegend: false,
  };
  const marks = (name: 'target' | 'stretch', color: string): Data => ({
    type: 'scatter',
    mode: 'markers',
    name,
    x: some.flatMap((one) => one[name] ?? []),
    y: labels.filter((_, i) => some[i]?.[name] !== undefined),
    marker: { symbol: 'line-ns-open', size: 26, color, line: { width: 3 } },
    showlegend: true,
  });
  const figure = chart({
    title: "Our time over the peer's (below 1 is faster)",
    xTitle: 'ratio of medians',
    yTitle: '',
    traces: [bars, marks('target', colour.grey), marks('stretch', colour.vermillion)],
    alt: `Our time over the peer's: ${some.map(({ row, peer, ratio }) => `${row} / ${peer} ${ratio.toFixed(2)}`).join(', ')}.`,
  });
  const xaxis = {
    ...figure.layout.xaxis,
    type: 'log' as const,
    tickvals: [0.03, 0.06, 0.125, 0.25, 0.5, 1, 2, 4, 8],
  };
  const yaxis = { ...figure.layout.yaxis, automargin: true };
  return { ...figure, layout: { ...figure.layout, xaxis, yaxis, height: 160 + 34 * some.length } };
}

/** Grading time against class size, by each grader, both axes logarithmic. */
export function classFigure({ classes, nbgrader, otter }: GradingReport): Figure {
  const series = (name: string, color: string, some: { submissions: number; seconds: number }[]) => ({
    ...line({ name, color, x: some.map((one) => one.submissions), y: some.map((one) => one.seconds) }),
    mode: 'lines+markers' as const,
  });
  const one = classes.filter(({ jobs }) => jobs !== 2);
  const figure = chart({
    title: 'Grading a class',
    xTitle: 'submissions',
    yTitle: 'time [s]',
    alt: `Grading time against class size: ${one.map(({ submissions, seconds }) => `${submissions} in ${seconds.toFixed(1)} s`).join(', ')}, one at a time.`,
    traces: [
      series('this project, one at a time', colour.blue, one),
      series(
        'this project, two at a time',
        colour.sky,
        classes.filter(({ jobs }) => jobs === 2),
      ),
      ...(nbgrader.length > 0 ? [series('nbgrader', colour.orange, nbgrader)] : []),
      ...(otter === undefined
        ? []
        : [series('otter-grader', colour.grey, [{ submissions: 1, seconds: otter }])]),
    ],
  });
  return logarithmic(figure);
}

/** Step time against width or batch size, both axes logarithmic. */
export function sweepFigure(points: SweepPoint[], along: SweepPoint['along']): Figure {
  const some = points.filter((point) => point.along === along);
  const series = (name: string, color: string, of: (point: SweepPoint) => number | undefined) => {
    const known = some.filter((point) => of(point) !== undefined);
    return line({
      name,
      color,
      x: known.map(({ value }) => value),
      y: known.map((point) => (of(point) as number) / 1000),
    });
  };
  const figure = chart({
    title:
      along === 'width' ? 'One step of a 1-width-width-1 net, 200 points' : 'One step of the 1-100-1 net',
    xTitle: along === 'width' ? 'width' : 'batch size',
    yTitle: 'median time [ms]',
    alt: `Step time against ${along === 'width' ? 'width' : 'batch size'}, for WebAssembly, native TensorFlow and PyTorch.`,
    traces: [
      series('WebAssembly, fused', colour.blue, ({ wasm }) => wasm),
      series('native TensorFlow', colour.orange, ({ tensorflow }) => tensorflow),
      series('PyTorch eager', colour.grey, ({ pytorch }) => pytorch),
    ],
  });
  return logarithmic(figure);
}

function logarithmic(figure: Figure): Figure {
  const tickvals = [-2, -1, 0, 1, 2, 3].flatMap((power) =>
    [1, 2, 5].map((digit) => Number(`${digit}e${power}`)),
  );
  const log = { type: 'log' as const, tickvals, tickformat: '~g' };
  const { xaxis, yaxis } = figure.layout;
  return {
    ...figure,
    layout: { ...figure.layout, xaxis: { ...xaxis, ...log }, yaxis: { ...yaxis, ...log } },
  };
}
