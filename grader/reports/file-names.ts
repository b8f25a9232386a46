import { plainText } from './plain-text';

/** Names that Windows keeps for devices, whatever comes after a dot. */
const device = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/** Bytes of a stem: some encrypted file systems allow 143 in all, and a number and an ending follow. */
const mostBytes = 110;

/** Gives each student a file name of their own that every system accepts and none takes for another's. */
export class FileNames {
  readonly #taken = new Set<string>();

  of(student: string): string {
    const stem = stemOf(student);
    let name = stem;
    for (let i = 2; this.#taken.has(folded(name)); i++) name = `${stem}-${i}`;
    this.#taken.add(folded(name));
    return name;
  }
}

function stemOf(student: string): string {
  const characters = plainText(student)
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._ -]+/gu, '_')
    .replace(/^[. ]+/, '')
    .replace(device, '_$1');
  let stem = '';
  let bytes = 0;
  for (const character of characters) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes) break;
    stem += character;
  }
  return withoutEnd(stem) || 'unnamed';
}

/** Windows drops dots and blanks at a name's end. */
function withoutEnd(stem: string): string {
  let end = stem.length;
  while (end > 0 && '. '.includes(stem[end - 1] as string)) end--;
  return stem.slice(0, end);
}

/**
 * What names are told apart by: `ß` and `SS`, `ſ` and `s`, the Turkish `İ` and `ı` and `i`, composed and decomposed
 * accents count as one, since one file system or another takes them for the same.
 */
const folded = (name: string): string =>
  name.normalize('NFKD').toLowerCase().toUpperCase().normalize('NFKD').replaceAll('\u0307', '');
