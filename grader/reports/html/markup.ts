import { escapeMarkup } from '../../../lib/display/escape-markup';
import { plainText } from '../plain-text';
import { longestName, longestSentence, shortened } from '../shortened';

/** A sentence from anywhere as text in the page. */
export const html = (raw: string): string => escapeMarkup(shortened(plainText(raw), longestSentence));

/** A name or a path. */
export const name = (raw: string): string => html(shortened(raw, longestName));

/** Text whose lines stay as they are. */
export const lines = (raw: string): string => escapeMarkup(plainText(raw, true));

/** Words for those who hear the page. */
export const unseen = (words: string): string => `<span class="unseen">${html(words)}</span>`;

/** A list, or nothing where there is nothing to list. */
export const list = (kind: string, items: string[]): string => {
  const shown = items.filter(Boolean);
  return shown.length === 0
    ? ''
    : `<ul class="${kind}">${shown.map((item) => `<li>${html(item)}</li>`).join('')}</ul>`;
};

/** A bar that fills its place, of parts of a whole; what it shows stands in words beside it. */
export function bar(parts: { kind: string; count: number }[], whole: number): string {
  let x = 0;
  const rects = parts.map(({ kind, count }) => {
    const width = whole > 0 ? (100 * count) / whole : 0;
    const rect = `<rect class="${kind}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="10"/>`;
    x += width;
    return rect;
  });
  return `<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${rects.join('')}</svg>`;
}
