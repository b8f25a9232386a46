/** What an archive's entries are called here. */
export interface EntryName {
  name: string;
  /** Whether it names a place outside the archive. */
  leadsOut: boolean;
}

/**
 * Names an archive's entries so that each can be told and found again: folders parted by `/` alone, no drive and no
 * leading `/`, accents composed (macOS writes them apart), each name once. What leads out of the archive is told, and read nowhere.
 *
 * @param names as they stand in the archive, in its order
 */
export function entryNames(names: string[]): EntryName[] {
  const times = new Map<string, number>();
  return names.map((original) => {
    const parts = original
      .normalize('NFC')
      .replaceAll('\\', '/')
      .replace(/^[a-z]:/i, '')
      .split('/')
      .filter((part) => part !== '' && part !== '.');
    const inside = parts.filter((part) => part !== '..');
    const name = unique(inside.join('/') || '?', times);
    return { name, leadsOut: inside.length < parts.length };
  });
}

/**
 * A second entry of a name gets a number before its extension, as a browser's second download does.
 *
 * @param times how often each name came, so that thousands of one name take no longer than thousands of others
 */
function unique(wanted: string, times: Map<string, number>): string {
  let count = times.get(wanted) ?? 0;
  let name = wanted;
  const dot = /[^/](\.[^./]*)$/.exec(wanted)?.[1]?.length ?? 0;
  const stem = dot > 0 ? wanted.slice(0, -dot) : wanted;
  while (count > 0 && times.has(name)) name = `${stem} (${count++})${wanted.slice(stem.length)}`;
  times.set(wanted, Math.max(count, 1));
  if (name !== wanted) times.set(name, 1);
  return name;
}
