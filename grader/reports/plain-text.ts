/**
 * Text from a submission made harmless for a terminal or a text file: no control characters, no escape sequences,
 * no marks that turn the direction of writing. Line feeds stay only where asked for.
 */
export function plainText(raw: string, keepLines = false): string {
  return raw.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    if (character === '\n' || character === '\t') return keepLines ? character : ' ';
    return character === '\r' || /\p{Cf}/u.test(character) ? '' : '\u{fffd}';
  });
}
