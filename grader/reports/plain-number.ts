import type { Language } from '../../lib/language';

/** Points as a reader of that language writes them, to the hundredth: `2,5` or `2.5`. */
export const plainNumber = (value: number, language: Language): string =>
  value.toLocaleString(language, { maximumFractionDigits: 2, useGrouping: false });
