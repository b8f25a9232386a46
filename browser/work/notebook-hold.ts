/** What one tab says to the others that have the same notebook open. */
type Message = 'hand over' | 'cannot save';

/** What the tab does as the hold moves. */
export interface Holder {
  /** This tab alone may save from now on. */
  here(): Promise<void> | void;
  /** Another tab may; this one must not. */
  elsewhere(): void;
  /** Saves before another tab takes over. */
  save(): Promise<void>;
  /** The other tab could not save, so the hold stays there. */
  refused(): void;
}

/**
 * Lets one of the tabs with a notebook save it. The first keeps it until it is closed, or until another asks for it:
 * then it saves first. Where the browser has no locks every tab holds it, and JupyterLab's own comparison of dates is
 * all that stands between them.
 */
export class NotebookHold {
  readonly #name: string;
  readonly #holder: Holder;
  readonly #channel: BroadcastChannel;
  readonly #closed = new AbortController();
  #letGo: (() => void) | undefined;
  #asked = false;
  #waiting: AbortController | undefined;

  /** @param name equal in all tabs of one notebook, and in those alone */
  constructor(name: string, holder: Holder) {
    this.#name = name;
    this.#holder = holder;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => void this.#hear(data);
  }

  /** Whether this tab may save. */
  get isHere(): boolean {
    return this.#letGo !== undefined;
  }

  /** Takes the notebook if no other tab has it, else waits until that one is closed. */
  async start(): Promise<void> {
    if (!(await canLock())) return this.#own();
    await navigator.locks.request(this.#name, { ifAvailable: true }, (lock) => lock && this.#own());
    while (!this.#closed.signal.aborted) await this.#wait();
  }

  /** Asks the tab that has the notebook to save it and to let go. */
  ask(): void {
    this.#asked = true;
    this.#say('hand over');
  }

  /** Lets go for good. */
  close(): void {
    this.#closed.abort();
    this.#channel.close();
    this.#waiting?.abort();
    this.#letGo?.();
  }

  async #wait(): Promise<void> {
    this.#waiting = new AbortController();
    if (!this.#closed.signal.aborted) this.#holder.elsewhere();
    const { signal } = this.#waiting;
    await navigator.locks.request(this.#name, { signal }, () => this.#own()).catch(unlessAborted);
  }

  /** Holds until it is let go. */
  async #own(): Promise<void> {
    const free = new Promise<void>((resolve) => {
      this.#letGo = resolve;
    });
    this.#asked = false;
    await this.#holder.here();
    await free;
  }

  async #hear(message: Message): Promise<void> {
    if (message === 'hand over') {
      if (this.#letGo) await this.#handOver(this.#letGo);
      else this.#waiting?.abort(); // and waits again, behind the tab that asks
    } else if (this.#asked) {
      this.#asked = false;
      this.#holder.refused();
    }
  }

  async #handOver(letGo: () => void): Promise<void> {
    try {
      await this.#holder.save();
    } catch {
      return this.#say('cannot save'); // this tab has said why
    }
    this.#letGo = undefined;
    letGo();
  }

  #say(message: Message): void {
    this.#channel.postMessage(message);
  }
}

/** A page that is not served safely has no locks, and one that may keep nothing is refused them. */
async function canLock(): Promise<boolean> {
  try {
    await navigator.locks.query();
    return true;
  } catch {
    return false;
  }
}

function unlessAborted(error: unknown): void {
  if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
}
