import type { Language } from '../../lib/language';
import { plainNumber } from './plain-number';

/** Points out of those that could be had, `2.5 / 5`; what could give none is added or taken off, `+3` or `-0.5`. */
export function outOf(
  { score, maxScore }: { score: number; maxScore: number },
  language: Language,
  between = ' / ',
): string {
  const points = plainNumber(score, language);
  if (maxScore === 0) return score > 0 ? `+${points}` : points;
  return `${points}${between}${plainNumber(maxScore, language)}`;
}
