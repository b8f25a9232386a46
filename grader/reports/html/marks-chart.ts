import type { Language } from '../../../lib/language';
import { formFor, submissionsCounted } from '../../marking/counted';
import { plainNumber } from '../plain-number';
import type { AssignmentSummary } from '../writer';
import { unseen } from './markup';

/** Of a column, in pixels. */
const tallest = 170;

/** How often each mark was given: a column for each point, for several where there are many. */
export function marksChart({ scores, maxScore }: AssignmentSummary, language: Language): string {
  const step = maxScore > 12 ? Math.ceil(maxScore / 10) : 1;
  const bins = Array.from({ length: Math.floor(maxScore / step) + 1 }, (_, i) => i * step);
  const counts = bins.map(() => 0);
  for (const score of scores) {
    const bin = Math.min(bins.length - 1, Math.floor(score / step));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  const columns = bins.map((low, i) => {
    const count = counts[i] ?? 0;
    const height = Math.round((tallest * count) / most);
    const next = plainNumber(low + step, language);
    const range =
      low >= maxScore ? plainNumber(low, language) : `${plainNumber(low, language)} ≤ x < ${next}`;
    return (
      `<li>${unseen(`${range}: ${count} ${formFor(count, language, submissionsCounted)}`)}` +
      `<span class="count" aria-hidden="true">${count > 0 ? count : ''}</span>` +
      `<svg class="column" height="${height}" aria-hidden="true"><rect width="100%" height="100%"/></svg>` +
      `<span class="bin" aria-hidden="true">${plainNumber(low, language)}</span></li>`
    );
  });
  return `<ol class="marks">${columns.join('')}</ol>`;
}
