/** So many columns of a name are shown. */
const longest = 30;

/**
 * A file's name for a line of a terminal, whatever a student called the file: nothing that moves the cursor, turns the
 * direction of writing, or takes none or two columns. The end of a long name is kept.
 */
export function oneLineName(file: string): string {
  const shown = [...file.normalize('NFC')].map((sign) => (oneColumn.test(sign) ? sign : '?'));
  return shown.length > longest ? `…${shown.slice(1 - longest).join('')}` : shown.join('');
}

const oneColumn = /^[ -~]$|^(?=\p{L})[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u;
