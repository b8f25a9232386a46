import { describe, expect, it } from 'vitest';
import { comparison } from '../../bench/comparison';
import { benchRows, verdict } from '../../bench/rows';
import { ratioOf, spreadOf } from '../../bench/statistics';
import { isFlat } from '../../bench/steady-training';
import { spreadText, table } from '../../bench/table';

describe('verdict()', () => {
  it.each([
    [0.4, { target: 0.4 }, 'at most 0.4 x: reached'],
    [0.401, { target: 0.4 }, 'at most 0.4 x: missed'],
    [0.4, { target: 0.5, stretch: 0.33 }, 'at most 0.5 x: reached, stretch 0.33 x: missed'],
    [0.9, { stretch: 1 }, 'stretch 1 x: reached'],
    [3, {}, ''],
  ])('of %d with %j', (ratio, targets, words) => {
    expect(verdict(ratio, { name: 'peer', ...targets })).toBe(words);
  });
});

describe('comparison()', () => {
  it('takes the targets of the row, medians of all times and the median of the rounds’ ratios', () => {
    const one = comparison(benchRows.sine, 'PyTorch eager', [[2, 4, 6], [10], [3]], [[8], [10], [12]]);
    expect(one).toMatchObject({ row: 'sine', peer: 'PyTorch eager', target: 0.4, ratio: 0.5 });
    expect(one.ours.median).toBe(4); // of 2 3 4 6 10
    expect(table([one])).toMatch(/PyTorch eager .* 0\.50 x +at most 0\.4 x: missed/);
  });

  it('stands alone without a peer', () => {
    const alone = { row: 'sine', peer: '', ours: spreadOf([300]), ratio: Number.NaN };
    expect(table([alone])).toContain('0.300 (0.300-0.300) ms');
  });
});

describe('statistics', () => {
  it('spreadOf() gives the median and the quartiles', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
  });

  it('ratioOf() is not moved by a round in which the machine was slow', () => {
    expect(ratioOf([[1], [100], [1]], [[2], [200], [2]]).median).toBe(0.5);
  });

  it('spreadText() tells seconds from a second on', () => {
    expect(spreadText({ median: 2.5e6, low: 2e6, high: 3e6 })).toBe('2.50 (2.00-3.00) s');
    expect(spreadText({ median: 998e3, low: 969e3, high: 1.08e6 })).toBe('0.998 (0.969-1.08) s');
  });
});

describe('isFlat()', () => {
  const samples = (rss: (i: number) => number, tensors = (_: number) => 31) =>
    Array.from({ length: 20 }, (_, i) => ({ steps: (i + 1) * 5000, tensors: tensors(i), rss: rss(i) }));

  it('allows for the start, noise and a single peak', () => {
    expect(isFlat(samples((i) => (i < 3 ? 100 + 20 * i : 160 + (i % 3))))).toBe(true);
    expect(isFlat(samples((i) => (i === 19 ? 300 : 150)))).toBe(true);
    expect(isFlat(samples((i) => 200 - i))).toBe(true);
  });

  it('refuses 100 bytes a step, and one tensor more', () => {
    expect(isFlat(samples((i) => 150 + (i * 5000 * 100) / 2 ** 20))).toBe(false);
    expect(
      isFlat(
        samples(
          () => 150,
          (i) => 31 + Number(i === 19),
        ),
      ),
    ).toBe(false);
  });
});
