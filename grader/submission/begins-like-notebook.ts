/** Whether a file's first bytes look like a notebook's: an object that names cells or the format's version. */
export function beginsLikeNotebook(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 100_000)).toString('latin1').replaceAll('\0', '');
  return /^[^\w{[]*\{/.test(text) && /"(?:cells|nbformat|worksheets)"\s{0,100}:/.test(text);
}
