/** Several MIME forms of one thing; the front end picks the richest that it can draw. */
export type MimeBundle = Record<string, unknown>;

/** Jupyter's display message; the kernel's preload carries it to the running cell. */
interface DisplayMessage {
  data: MimeBundle;
  metadata: object;
  transient: { display_id?: string };
}

type Display = (message: DisplayMessage, update: boolean) => void;

/** The kernel's hook; absent in plain Node and in tests, where there is no cell to draw in. */
const hook = Symbol.for('bayes-notebooks.display');
const display = (): Display | undefined => (globalThis as { [hook]?: Display })[hook];

/** Shows a bundle below the running cell; does nothing outside the kernel. */
export function showBundle(data: MimeBundle): void {
  display()?.({ data, metadata: {}, transient: {} }, false);
}

/** One display entry of a cell, redrawn in place at every call of `show` after the first. */
export class LiveDisplay {
  /** Not by crypto.randomUUID: browsers have that on secure pages only. */
  readonly #id = crypto.getRandomValues(new Uint32Array(4)).join('-');
  #shown = false;

  show(data: MimeBundle): void {
    display()?.({ data, metadata: {}, transient: { display_id: this.#id } }, this.#shown);
    this.#shown = true;
  }
}
