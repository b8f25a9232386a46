import type { Comparison } from './comparison';
import type { CloneComparison } from './in-turns';
import { verdict } from './rows';
import type { Spread } from './statistics';

/** `0.312 (0.300-0.350) ms`; in seconds where one of them is a second or more. */
export function spreadText({ median, low, high }: Spread): string {
  const [unit, scale] = high < 1e6 ? ['ms', 1e3] : ['s', 1e6];
  const text = (micro: number) => (micro / scale).toPrecision(3);
  return `${text(median)} (${text(low)}-${text(high)}) ${unit}`;
}

/** The comparisons as lines for a terminal. */
export function table(comparisons: Comparison[]): string {
  const rows = comparisons.map(({ peer, ours, theirs, ratio, ...targets }) =>
    theirs === undefined
      ? [peer, spreadText(ours), '', '', '']
      : [
          peer,
          spreadText(ours),
          spreadText(theirs),
          `${ratio.toFixed(2)} x`,
          verdict(ratio, { name: peer, ...targets }),
        ],
  );
  return aligned([['beside', 'ours: median (middle half)', 'theirs', 'ours / theirs', 'target'], ...rows]);
}

/** Each comparison that has a target or a stretch, for the end of a run. */
export function targetTable(comparisons: Comparison[]): string {
  const rows = comparisons.flatMap(({ row, peer, ratio, ...targets }) => {
    const words = verdict(ratio, { name: peer, ...targets });
    return words === '' ? [] : [[row, peer, `${ratio.toFixed(2)} x`, words]];
  });
  return aligned([['work', 'beside', 'ratio', 'target'], ...rows]);
}

/** What two clones took, for a terminal. */
export function cloneTable(comparisons: CloneComparison[]): string {
  const rows = comparisons.map(({ row, here, there, ratio }) => {
    const [median, low, high] = [ratio.median, ratio.low, ratio.high].map((one) => one.toFixed(2));
    return [row, spreadText(here), spreadText(there), `${median} x (${low}-${high})`];
  });
  return aligned([['row', 'here: median (middle half)', 'there', 'here / there (middle half)'], ...rows]);
}

/** Columns side by side, each as wide as its widest text. */
export function aligned(rows: string[][]): string {
  const widths = rows[0]?.map((_, k) => Math.max(...rows.map((row) => row[k]?.length ?? 0))) ?? [];
  return rows
    .map((row) => `  ${row.map((text, k) => text.padEnd(widths[k] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
