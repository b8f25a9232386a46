/** Small facts kept between visits; for this visit alone where the browser keeps nothing. */
export class Remembered {
  readonly #here = new Map<string, string>();

  get(key: string): string | undefined {
    return this.#here.get(key) ?? this.#store()?.getItem(this.#full(key)) ?? undefined;
  }

  set(key: string, value: string): void {
    this.#here.set(key, value);
    try {
      this.#store()?.setItem(this.#full(key), value);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // full: this visit still knows it
    }
  }

  #full(key: string): string {
    return `bayes-notebooks:${key}`;
  }

  /** @returns undefined where the browser refuses even to name it */
  #store(): Storage | undefined {
    try {
      return localStorage;
    } catch {
      return undefined;
    }
  }
}
