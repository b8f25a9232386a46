/** One cell that ran: session, the number that it bears, its text; or text and result, where those are asked for. */
export type HistoryEntry = [
  session: number,
  line: number,
  input: string | [input: string, output: string | null],
];

/** What a `history_request` may hold; https://jupyter-client.readthedocs.io/en/stable/messaging.html#history */
export interface HistoryRequest {
  hist_access_type?: unknown;
  /** Whether results are given too; default: no. */
  output?: unknown;
  /** Whether cells are given as they were typed; they run like that, so nothing changes. */
  raw?: unknown;
  /** Of a tail or a search: at most so many, the newest; default: 10 of a tail, all of a search. */
  n?: unknown;
  /** Of a range: 0, the default, is this session, a negative number counts back from it. */
  session?: unknown;
  /** Of a range: the first line; a negative number counts from the end. */
  start?: unknown;
  /** Of a range: the line behind its last; default: to the end. */
  stop?: unknown;
  /** Of a search: `*` stands for any text, `?` for any character. */
  pattern?: unknown;
  /** Of a search: whether the same text is given once, where it ran last. */
  unique?: unknown;
}

interface RunCell {
  line: number;
  input: string;
  output: string | null;
}

const thisSession = 1;
const tailLength = 10;
/** As many as consoles ask for when they start; so a kernel that runs for weeks does not grow by its cells' texts. */
const mostKept = 1000;

/**
 * The cells that this kernel has run, for consoles' arrow keys and search. It lives as long as the kernel: nothing is
 * written to disk, so that there are no other sessions than this one.
 */
export class History {
  #cells: RunCell[] = [];

  /**
   * Keeps a cell that is about to run; not one that runs silently or is not to be stored.
   *
   * @param line the number that the cell bears
   */
  add(line: number, input: string): void {
    this.#cells.push({ line, input, output: null });
    if (this.#cells.length > mostKept) this.#cells.shift();
  }

  /** Keeps the text of the last added cell's result. */
  addOutput(output: string): void {
    const cell = this.#cells.at(-1);
    if (cell !== undefined) cell.output = output;
  }

  /** The cells that a client asks for, the oldest first. */
  entries(request: HistoryRequest): HistoryEntry[] {
    return this.#asked(request).map(({ line, input, output }) => [
      thisSession,
      line,
      request.output === true ? [input, output] : input,
    ]);
  }

  #asked(request: HistoryRequest): RunCell[] {
    const { hist_access_type: access, n, pattern, unique } = request;
    if (access === 'tail') return newest(this.#cells, numberOr(n, tailLength));
    if (access === 'range') return this.#range(request);
    if (access !== 'search') return [];
    const sought = [...(typeof pattern === 'string' ? pattern : '*')];
    const found = this.#cells.filter(({ input }) => matches(sought, [...input]));
    return newest(unique === true ? lastOfEach(found) : found, numberOr(n, found.length));
  }

  #range({ session, start, stop }: HistoryRequest): RunCell[] {
    const asked = numberOr(session, 0);
    if ((asked <= 0 ? asked + thisSession : asked) !== thisSession) return [];
    const end = (this.#cells.at(-1)?.line ?? 0) + 1;
    const at = (line: number): number => (line < 0 ? line + end : line);
    // As in IPython, 0 is the end too.
    const [from, to] = [at(numberOr(start, 0)), at(numberOr(stop, 0) || end)];
    return this.#cells.filter(({ line }) => line >= from && line < to);
  }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function newest(cells: RunCell[], count: number): RunCell[] {
  return count > 0 ? cells.slice(-count) : [];
}

function lastOfEach(cells: RunCell[]): RunCell[] {
  const last = new Map(cells.map((cell) => [cell.input, cell]));
  return cells.filter((cell) => last.get(cell.input) === cell);
}

/**
 * Whether a whole text is of a pattern in which `*` stands for any text and `?` for any character. A regular expression
 * would take hours for many `*` and a long text.
 */
function matches(pattern: readonly string[], text: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let starred = 0;
  for (let character = 0; character < text.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      starred = character;
    } else if (pattern[at] === '?' || pattern[at] === text[character]) {
      at++;
      character++;
    } else if (star >= 0) {
      at = star + 1; // the last `*` takes one character more
      character = ++starred;
    } else return false;
  }
  return pattern.slice(at).every((rest) => rest === '*');
}
