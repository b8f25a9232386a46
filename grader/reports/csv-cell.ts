import { harmlessLines } from '#setup/programs/harmless-lines.mjs';

/**
 * Where a spreadsheet would begin to read a formula, wherever it may think that a cell begins: a Polish Excel splits
 * at `;` what was separated by commas, another program at the tab or at `|`. Blanks and quotes in front do not hinder
 * it, and full-width signs count too.
 */
const formula = /(^|[,;|])([ "\p{Z}\p{Cf}]*)(?=[=+\-@＝＋－＠﹢﹣﹦﹫−])/gu;

/**
 * A text for a cell of a CSV file: one line, and an apostrophe in front of each sign that might begin a formula, so
 * that `-Anna` is still to be read.
 */
export const csvCell = (text: string): string =>
  harmlessLines(text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')).replace(formula, "$1$2'");
