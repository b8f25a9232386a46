/**
 * Jupyter counts positions in a cell by code points, JavaScript by UTF-16 units: `🎉` is one of those and two of these.
 */

/** Whether a code point begins at the offset that takes two units; half of one counts by itself. */
function takesTwo(text: string, offset: number): boolean {
  return (text.codePointAt(offset) ?? 0) > 0xffff;
}

/**
 * Finds the place in a text that Jupyter means.
 *
 * @param codePoints how many stand before the position; what lies outside of the text counts as its nearest end
 * @returns the offset in UTF-16 units
 */
export function unitsBefore(text: string, codePoints: number): number {
  let offset = 0;
  for (let left = codePoints; left > 0 && offset < text.length; left--)
    offset += takesTwo(text, offset) ? 2 : 1;
  return offset;
}

/**
 * Tells Jupyter where a place in a text is.
 *
 * @param offset in UTF-16 units; inside of a code point it counts as that one's start, outside of the text as its
 *   nearest end
 * @returns how many code points stand before it
 */
export function codePointsBefore(text: string, offset: number): number {
  const end = Math.min(offset, text.length);
  let codePoints = 0;
  for (let at = 0; at < end; codePoints++) {
    at += takesTwo(text, at) ? 2 : 1;
    if (at > end) return codePoints;
  }
  return codePoints;
}
