/** Where the bytes of a hand-in are: a file, or an entry of an archive in it, of an archive in that, and so on. */
export interface Place {
  path: string;
  /** Names of entries, the outermost archive's first; empty for a file of its own. */
  inside: string[];
}
