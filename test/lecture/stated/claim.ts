import { expect } from 'vitest';
import { type NotebookCell, textOf } from '../../../wire/notebook';
import type { Stated } from './prose-numbers';

/** One number or formula of the text, what it is, and a test that computes it anew. */
export interface Claim extends Stated {
  what: string;
  /** Expects what is stated to be true; `cells` are those of the notebook that states it. */
  check(cells: NotebookCell[]): void;
}

/** A number that is known: it is `value`, rounded to the digits that are printed. */
export function number(text: string, what: string, value: () => number): Claim {
  const check = () => expect(Math.abs(value() - amountOf(text)), what).toBeLessThanOrEqual(halfDigit(text));
  return { kind: 'number', text, what, check };
}

/** A number that runs scatter about: all runs of an oracle, rounded as it is printed, lie within `spread` of it. */
export function near(text: string, what: string, runs: readonly number[], spread: number): Claim {
  const check = () => {
    expect(runs.length, what).toBeGreaterThan(0);
    for (const run of runs)
      expect(Math.abs(run - amountOf(text)), what).toBeLessThanOrEqual(spread + halfDigit(text));
  };
  return { kind: 'number', text, what, check };
}

/** The two ends of a range that holds every run of an oracle, and is no wider than `room` beyond them. */
export function range(
  [least, most]: readonly [string, string],
  what: string,
  runs: readonly number[],
  room: number,
): Claim[] {
  const beyond = (gap: number, text: string) => {
    expect(gap, what).toBeGreaterThanOrEqual(-halfDigit(text));
    expect(gap, what).toBeLessThanOrEqual(room);
  };
  // In 82–84% the first number is a percentage as well.
  const unit = most.endsWith('%') && !least.endsWith('%') ? '%' : '';
  return [
    {
      kind: 'number',
      text: least,
      what: `${what}: at least`,
      check: () => beyond(Math.min(...runs) - amountOf(least + unit), least + unit),
    },
    {
      kind: 'number',
      text: most,
      what: `${what}: at most`,
      check: () => beyond(amountOf(most) - Math.max(...runs), most),
    },
  ];
}

/** A setting that a code cell of the same notebook holds: `line` stands in it and contains the number. */
export function setting(text: string, cell: string, line: string): Claim {
  const check = (cells: NotebookCell[]) => {
    expect(line.replace(/(?<=\d)_(?=\d)/g, '')).toMatch(new RegExp(`(?<![\\d.])${amountOf(text)}(?![\\d.])`));
    expectCode(cells, cell, line);
  };
  return { kind: 'number', text, what: `a setting of ${cell}: ${line}`, check };
}

/** A formula, compared with another way to the same. */
export function formula(text: string, what: string, check: Claim['check']): Claim {
  return { kind: 'formula', text, what, check };
}

/** A formula that states a setting of a code cell. */
export function settingFormula(text: string, cell: string, line: string): Claim {
  return formula(text, `a setting of ${cell}: ${line}`, (cells) => expectCode(cells, cell, line));
}

/** What states no number that could be true or false, with the reason: indices of a sum, the time of a lesson. */
export function noClaim(kind: Stated['kind'], text: string, reason: string): Claim {
  return { kind, text, what: reason, check: () => undefined };
}

function expectCode(cells: NotebookCell[], cell: string, line: string): void {
  const found = cells.find(({ id, cell_type }) => id === cell && cell_type === 'code');
  expect(found && textOf(found.source), `cell ${cell}`).toContain(line);
}

/** The number's value; a percentage's is its share. */
export const amountOf = (text: string): number => Number.parseFloat(text) / (text.endsWith('%') ? 100 : 1);

/** Half a unit of the last digit that is printed, with room for the rounding of float64. */
function halfDigit(text: string): number {
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  return 0.5 * 10 ** -decimals * (text.endsWith('%') ? 0.01 : 1) + 1e-9;
}
