import { decode } from 'iconv-lite';

/** What the tools of this lecture's classes have written names in: Windows in Poland and in the West, old Unix tools. */
const codePages = ['cp852', 'cp1250', 'cp437'] as const;

/**
 * Decodes names that do not say in which encoding they are: UTF-8 where their bytes are that, which no other encoding's
 * happen to be, and the rest in the code page in which together they look most like names, since one tool wrote them.
 *
 * @param names as bytes, of one archive
 */
export function decodeNames(names: Buffer[]): string[] {
  const known = names.map(decodeUtf8);
  const unknown = names.filter((_, i) => known[i] === undefined);
  if (unknown.length === 0) return known as string[];
  const sample = Buffer.concat(unknown.flatMap((name) => [name, Buffer.from('/')])).subarray(0, mostSampled);
  const [best] = codePages
    .map((page) => ({ page, strangeness: strangenessOf(decode(sample, page)) }))
    .sort((a, b) => a.strangeness - b.strangeness);
  return names.map((name, i) => known[i] ?? decode(name, best?.page ?? codePages[0]));
}

/** @returns undefined where the bytes are not UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Bytes that are looked at: some thousand names, which is plenty. */
const mostSampled = 100_000;

/** How much a text looks unlike names, by its characters beyond ASCII. */
function strangenessOf(text: string): number {
  let sum = 0;
  let before = '';
  for (const character of text) {
    if (character > '\x7f') sum += strangenessAfter(before, character);
    before = character;
  }
  return sum;
}

function strangenessAfter(before: string, character: string): number {
  if (!/\p{L}/u.test(character)) return 5; // frames, daggers, currencies
  if (/\p{Lu}/u.test(character) && /\p{Ll}/u.test(before)) return 3; // a capital in the middle of a word
  if (polish.has(character)) return 0;
  return western.has(character) ? 1 : 2;
}

const polish = new Set('ąćęłńóśźżĄĆĘŁŃÓŚŹŻ');
const western = new Set('áàâäåæçéèêëíìîïñòôöøúùûüýÿßÁÀÂÄÅÆÇÉÈÊËÍÌÎÏÑÒÔÖØÚÙÛÜÝčďěňřšťůžČĎĚŇŘŠŤŮŽ');
