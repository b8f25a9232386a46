import type { Cell, Table } from './table';

/** A platform's own table of grades, as far as it can be filled in. */
export interface GradeSheet {
  table: Table;
  /** What can be graded: one in Moodle's worksheet, one for each assignment in Canvas's gradebook. */
  columns: GradeColumn[];
  /** Where words to each student go, by the platform's number; none where the platform takes none here. */
  feedback: Map<string, Cell>;
  /** Whether the platform takes grades above the maximum. */
  mayExceed: boolean;
}

export interface GradeColumn {
  /** Its header, without the number. */
  title: string;
  /** The platform's number for the assignment, where the header has one. */
  id?: string;
  /** The greatest grade, where the sheet says it. */
  maximum?: number;
  /** How the sheet writes numbers. */
  style: NumberStyle;
  /** Where each student's grade goes, by the platform's number for them. */
  cells: Map<string, Cell>;
}

export interface NumberStyle {
  comma: boolean;
  /** Fewest digits behind the comma or point. */
  decimals: number;
}

/** @returns undefined where it is no number as platforms write grades */
export function gradeOf(text: string): number | undefined {
  return /^\s*\d+(?:[.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

/** How numbers are written in cells of a sheet; with a point where none of them shows it. */
export const styleOf = (texts: readonly string[]): NumberStyle => ({
  comma: texts.some((text) => /\d,\d/.test(text)),
  decimals: Math.max(0, ...texts.map((text) => /[.,](\d{1,2})\s*$/.exec(text)?.[1]?.length ?? 0)),
});

/** A grade as the sheet writes it, to the hundredth. */
export function gradeText(value: number, { comma, decimals }: NumberStyle): string {
  const needed = [0, 1, 2].find((digits) => Math.abs(Number(value.toFixed(digits)) - value) < 0.005) ?? 2;
  const text = value.toFixed(Math.max(decimals, needed));
  return comma ? text.replace('.', ',') : text;
}
