import { type FigureComparison, figureVerdict, type KernelFigure } from './kernel-figures';
import type { Spread } from './statistics';
import { aligned } from './table';

/** The kernel's figures for a terminal. */
export function kernelTable(comparisons: FigureComparison[]): string {
  const rows = comparisons.map((one) => {
    const [median, low, high] = [one.ratio.median, one.ratio.low, one.ratio.high].map((x) => x.toFixed(2));
    const ratio = Number.isNaN(one.ratio.median) ? '-' : `${median} x (${low}-${high})`;
    const { title, unit, beside, here, other } = one;
    return [title, inUnit(here, unit), beside, inUnit(other, unit), ratio, figureVerdict(one)];
  });
  return aligned([
    ['what', 'here: median (middle half)', 'beside', '', 'ratio (middle half)', 'target'],
    ...rows,
  ]);
}

/** `43.0 (42.5-44.0) ms`. */
function inUnit({ median, low, high }: Spread, unit: KernelFigure['unit']): string {
  const text = (value: number) => (value === 0 || value >= 1000 ? value.toFixed(0) : value.toPrecision(3));
  return `${text(median)} (${text(low)}-${text(high)}) ${unit}`;
}
