const megabyte = 1024 * 1024;

/**
 * What looking for notebooks in archives may cost. An archive in an archive has to be unpacked to be looked at, and may
 * claim to be a thousand times as large.
 */
export class WalkAllowance {
  #bytes: number;
  #archives: number;
  #entries: number;
  readonly #within: WalkAllowance | undefined;
  readonly #handIns = new Map<string, WalkAllowance>();

  /** Made by `WalkAllowance.ofFile` and `ofHandIn`. */
  constructor(bytes: number, archives: number, entries: number, within?: WalkAllowance) {
    this.#bytes = bytes;
    this.#archives = archives;
    this.#entries = entries;
    this.#within = within;
  }

  /**
   * Of an archive that may be a whole class's: work in proportion to its size, and enough for some dozens of hand-ins
   * that claim too much.
   *
   * @param size of the file, bytes
   */
  static ofFile(size: number): WalkAllowance {
    return new WalkAllowance(10 * size + 8000 * megabyte, 10_000, 400_000);
  }

  /** Of one hand-in within it, so that no hand-in uses up what another needs. */
  ofHandIn(key: string): WalkAllowance {
    const own = this.#handIns.get(key) ?? new WalkAllowance(200 * megabyte, 100, 100_000, this);
    this.#handIns.set(key, own);
    return own;
  }

  /** @returns whether something of that size may be unpacked */
  unpack(size: number): boolean {
    this.#bytes -= size;
    return this.#bytes >= 0 && --this.#archives >= 0 && (this.#within?.unpack(size) ?? true);
  }

  /** @returns whether so many entries more may be listed */
  list(entries: number): boolean {
    this.#entries -= entries;
    return this.#entries >= 0 && (this.#within?.list(entries) ?? true);
  }
}
