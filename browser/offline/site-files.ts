/** The files of one edition of the site, as its builder found them. */
export interface SiteFiles {
  /** The SHA-256 of each file, in base64, by its path in the site's folder. */
  hashes: Record<string, string>;
  /** The paths of what a lecture needs to run, and a page may not have asked for yet. */
  essential: string[];
}
