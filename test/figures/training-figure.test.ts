import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { predictionFigure } from '../../lib/figures/prediction-figure';
import { type LossRecord, thinned, trainingFigure } from '../../lib/figures/training-figure';
import { setLanguage } from '../../lib/language';

afterEach(() => setLanguage('pl'));

const losses = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 2000 })
  .map((values) => values.map((loss, step): LossRecord => ({ step, loss })));

test('thinned() keeps order, first and last extremes and the last record of any history', () => {
  fc.assert(
    fc.property(losses, (history) => {
      const kept = thinned(history);
      const values = (records: LossRecord[]) => records.map(({ loss }) => loss);
      expect(kept.length).toBeLessThanOrEqual(301);
      expect(kept.at(-1)).toBe(history.at(-1));
      expect(Math.max(...values(kept))).toBe(Math.max(...values(history)));
      expect(Math.min(...values(kept))).toBe(Math.min(...values(history)));
      expect(kept.every(({ step }, i) => i === 0 || step > (kept[i - 1] as LossRecord).step)).toBe(true);
    }),
    { seed: 1, numRuns: 50 },
  );
});

const prediction = predictionFigure({
  x: [0],
  y: [0],
  predictions: [
    [0, 1],
    [1, 0],
  ],
});
const history = [4, 2, 1].map((loss, step) => ({ step, loss }));

test('trainingFigure() draws the loss beside the prediction, under a bar as long as the run has come', () => {
  const { data, layout, alt } = trainingFigure(10, history, prediction);
  expect(data.slice(0, -1)).toEqual(prediction.data);
  expect(data.at(-1)).toMatchObject({ x: [1, 2, 3], y: [4, 2, 1], xaxis: 'x2', yaxis: 'y2' });
  expect(layout.shapes?.map(({ x0, x1 }) => [x0, x1])).toEqual([
    [0, 1],
    [0, 0.3],
  ]);
  expect(layout).toMatchObject({
    xaxis2: { title: { text: 'krok' }, range: [0, 10] },
    yaxis2: { title: { text: 'strata' }, type: 'log' },
  });
  const [left, right] = [layout.xaxis?.domain?.[1], layout.xaxis2?.domain?.[0]] as [number, number];
  expect(left).toBeLessThan(right);
  expect(alt).toBe(`Uczenie: krok 3 z 10, strata 1 (30%). ${prediction.alt}`);
});

test('trainingFigure() takes a linear axis for losses that are not all positive', () => {
  const { layout } = trainingFigure(10, [...history, { step: 3, loss: -0.5 }]);
  expect(layout.yaxis?.type).toBeUndefined();
});

test('trainingFigure() draws the loss alone before the first prediction, and an empty run as well', () => {
  expect(trainingFigure(10, history).data).toHaveLength(1);
  expect(trainingFigure(10, []).alt).toBe('Uczenie: krok 0 z 10, strata – (0%).');
});

test('trainingFigure() stacks the panels on a narrow page: the loss below the prediction, on its full width', () => {
  const { meta } = trainingFigure(10, history, prediction).layout;
  const { narrow } = meta as { narrow: Record<string, { domain?: [number, number]; title?: object }> };
  expect([narrow.xaxis?.domain, narrow.xaxis2?.domain]).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(narrow.yaxis2?.domain?.[1]).toBeLessThan(narrow.yaxis?.domain?.[0] as number);
  expect(narrow.yaxis2?.title).toMatchObject({ text: 'strata' });
});

test('trainingFigure() writes the loss with three significant digits', () => {
  expect(trainingFigure(2, [{ step: 0, loss: 0.000123456 }]).alt).toBe(
    'Uczenie: krok 1 z 2, strata 0,000123 (50%).',
  );
});

test('trainingFigure() writes steps as the language does', () => {
  const at = (steps: number) => trainingFigure(steps, [{ step: 999, loss: 0.5 }]).alt;
  expect(at(20_000)).toBe('Uczenie: krok 1000 z 20\u00a0000, strata 0,5 (5%).');
  setLanguage('en');
  expect(at(20_000)).toBe('Training: step 1,000 of 20,000, loss 0.5 (5%).');
});
