/** Where a notebook's bytes stand. Plain data, so that another process can read them. */
export interface Place {
  /** A file's. */
  path: string;
  /** Names of entries: of an archive in the file, of one in that entry, and so on; empty where the file is meant. */
  inside: string[];
  /** Whether the file holds a submission that was read before, as `packSubmission` writes it. */
  packed?: true;
}
