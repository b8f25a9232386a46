/**
 * What looking for notebooks in one archive may cost: work in proportion to the archive's own size, whatever stands in
 * it. An archive in an archive has to be unpacked to be looked at, and may claim to be a thousand times as large.
 */
export class WalkAllowance {
  #bytes: number;
  #archives = 10_000;
  #entries = 300_000;

  /** @param size of the file, bytes */
  constructor(size: number) {
    this.#bytes = 10 * size + 200 * 1024 * 1024;
  }

  /** @returns whether something of that size may be unpacked */
  unpack(size: number): boolean {
    this.#bytes -= size;
    return this.#bytes >= 0 && --this.#archives >= 0;
  }

  /** @returns whether so many entries more may be listed */
  list(entries: number): boolean {
    this.#entries -= entries;
    return this.#entries >= 0;
  }
}
