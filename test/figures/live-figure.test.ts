import { describe, expect, test } from 'vitest';
import { LiveFigure } from '../../lib/display/live-figure';
import { plotlyMime } from '../../lib/figures/figure';
import { predictionFigure } from '../../lib/figures/prediction-figure';
import { displayedBy } from './display-hook';

const draws = Array.from({ length: 10 }, (_, k) =>
  Array.from({ length: 700 }, (_, i) => Math.sin(i / 100 + k) * 1.234567),
);
const data = Array.from({ length: 500 }, (_, i) => Math.sin(i) * 3);
const prediction = predictionFigure({ x: data, y: data, predictions: draws });

function run(steps: number): LiveFigure {
  const live = new LiveFigure({ steps });
  for (let step = 0; step < steps; step++) {
    live.record(step, Math.exp(-step / 200));
    if (step === 1) live.setPrediction(prediction);
  }
  return live;
}

describe('LiveFigure', () => {
  test('is one display entry: shown once, then updated under its id', () => {
    const displayed = displayedBy(() => run(50));
    expect(displayed).toHaveLength(51); // each step, and the prediction
    expect(displayed.map(({ update }) => update)).toEqual([false, ...Array(50).fill(true)]);
    expect(new Set(displayed.map(({ id }) => id)).size).toBe(1);
    expect(displayed[0]?.id).toBeTruthy();
  });

  test('two live figures are two entries', () => {
    const ids = displayedBy(() => [run(3), run(3)]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  test('redraws a hundred times over a long run, and at its end', () => {
    const displayed = displayedBy(() => run(1000));
    expect(displayed).toHaveLength(102);
    expect(displayed.at(-1)?.data['text/plain']).toMatch(
      /^Uczenie: krok 1000 z 1000, .* \(100%\)\. Wykres 500/,
    );
  });

  test('sends less than 100 kB at every update', () => {
    for (const { data } of displayedBy(() => run(1000)))
      expect(JSON.stringify(data).length).toBeLessThan(100_000);
  });

  test('sends plotly JSON with its alternative text and no picture', () => {
    for (const { data } of displayedBy(() => run(5)))
      expect(Object.keys(data)).toEqual([plotlyMime, 'text/plain']);
  });

  test('draws nothing and does not fail outside a notebook', () => {
    expect(() => run(5)).not.toThrow();
  });

  test.each([[0], [-1], [2.5], [Number.NaN]])('new LiveFigure({ steps: %d }) is refused', (steps) => {
    expect(() => new LiveFigure({ steps })).toThrow(
      new RangeError(`Cannot make a live figure: steps must be a positive integer, got ${steps}`),
    );
  });

  test.each([
    [10, 1, 'step must be an integer from 0 to 9, got 10'],
    [-1, 1, 'step must be an integer from 0 to 9, got -1'],
    [3, 1, 'Cannot record step 3 after step 3: steps must grow; make a new LiveFigure for a new run'],
    [4, Number.NaN, 'Cannot record the loss of step 4: it must be a finite number, got NaN'],
  ])('record(%d, %d) after step 3 is refused', (step, loss, message) => {
    const live = new LiveFigure({ steps: 10 });
    live.record(3, 1);
    expect(() => live.record(step, loss)).toThrow(RangeError);
    expect(() => live.record(step, loss)).toThrow(message);
  });
});
