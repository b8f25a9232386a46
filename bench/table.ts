import type { Comparison } from './compare';
import type { Spread } from './statistics';

const milliseconds = (micro: number) => (micro / 1000).toPrecision(3);

/** `0.312 (0.300-0.350) ms` */
export const spreadText = ({ median, low, high }: Spread) =>
  `${milliseconds(median)} (${milliseconds(low)}-${milliseconds(high)}) ms`;

/** The comparisons as lines for a terminal. */
export function table(comparisons: Comparison[]): string {
  const rows = comparisons.map(({ peer, ours, theirs, ratio, target }) =>
    peer === ''
      ? ['this project', spreadText(ours), '', '', '']
      : [
          peer,
          spreadText(ours),
          spreadText(theirs),
          `${ratio.toFixed(2)} x`,
          target === undefined ? '' : `at most ${target} x: ${ratio <= target ? 'reached' : 'missed'}`,
        ],
  );
  const all = [['beside', 'ours: median (middle half)', 'theirs', 'ours / theirs', 'target'], ...rows];
  const widths = all[0]?.map((_, k) => Math.max(...all.map((row) => row[k]?.length ?? 0))) ?? [];
  return all
    .map((row) => `  ${row.map((text, k) => text.padEnd(widths[k] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
