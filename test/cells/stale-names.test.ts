import { describe, expect, it } from 'vitest';
import { StaleNames } from '../../cells/stale-names';

describe('StaleNames', () => {
  it('holds a name from the failure of its definition to its next success', () => {
    const names = new StaleNames();
    names.succeeded(['klLoss']);
    expect(names.seenBy([])).toEqual([]);
    names.failed(['klLoss']);
    expect(names.seenBy([])).toEqual(['klLoss']);
    names.failed(['klLoss']);
    expect(names.seenBy([])).toEqual(['klLoss']);
    names.succeeded(['klLoss']);
    expect(names.seenBy([])).toEqual([]);
  });

  it('holds no name that no cell has declared: that one is unknown', () => {
    const names = new StaleNames();
    names.failed(['klLoss']);
    expect(names.seenBy([])).toEqual([]);
    names.succeeded(['klLoss']);
    expect(names.seenBy([])).toEqual([]);
  });

  it('holds all names of a cell that failed, until each is declared again, in this cell or another', () => {
    const names = new StaleNames();
    names.succeeded(['a', 'b', 'c']);
    names.failed(['a', 'b', 'new']);
    expect(names.seenBy([])).toEqual(['a', 'b']);
    names.succeeded(['b', 'd']);
    expect(names.seenBy([])).toEqual(['a']);
  });

  it('leaves out what the cell that looks declares itself', () => {
    const names = new StaleNames();
    names.succeeded(['klLoss', 'averageWeights']);
    names.failed(['klLoss', 'averageWeights']);
    expect(names.seenBy(['klLoss', 'x'])).toEqual(['averageWeights']);
    expect(names.seenBy([])).toEqual(['klLoss', 'averageWeights']);
  });
});
