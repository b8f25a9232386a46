import type { CompiledCell } from '../../cells/compiled-cell';
import type { CellCompiler } from '../../cells/compiler';
import { describeDiagnostics } from '../../cells/describe-diagnostics';
import { Interrupted } from '../cell';
import { describeThrown } from '../cell-error';
import type { CellError, FromCells, ToCells } from '../messages';
import { log, turn } from '../platform';
import type { Channels, Incoming } from './channels';
import { executeRequest } from './execute-request';
import type { History } from './history';
import type { Interrupts } from './interrupts';

/** How a request came out: what its sender is told, and whether those behind it are aborted. */
interface Outcome {
  reply: Record<string, unknown>;
  isError: boolean;
  stops: boolean;
}

type Done = Extract<FromCells, { what: 'done' }>;

/** A run of the main thread, whose messages go below the cell of a request even after its end. */
interface Run {
  request: Incoming;
  /** Whether the cell is kept in the history. */
  counts: boolean;
  settle: (done: Done) => void;
}

const importsLibrary = /^\s*import\b[^;'"]*from\s*(['"])bayes-notebooks\1/m;

/**
 * Runs cells one after the other, as Jupyter's messages ask for: compiles each here, has it run by the main thread,
 * and publishes what that says. As in ipykernel, an error aborts the requests that had come in by then, each with the
 * reply `aborted`; whatever is sent later runs.
 */
export class ExecuteQueue {
  readonly #waiting: Incoming[] = [];
  readonly #runs = new Map<number, Run>();
  readonly #channels: Channels;
  readonly #compiler: CellCompiler;
  readonly #interrupts: Interrupts;
  readonly #tell: (message: ToCells) => void;
  readonly #history: History;
  #count = 0;
  #lastRun = 0;
  #running: number | undefined;
  /** The message that asks the user, until it is answered. */
  #question: string | undefined;
  #request: Incoming | undefined;
  /** Whether the request was to stop before its cell ran. */
  #stopped = false;
  #active = false;

  /**
   * @param tell sends a message to the main thread
   * @param history keeps each cell that counts
   */
  constructor(
    channels: Channels,
    compiler: CellCompiler,
    interrupts: Interrupts,
    tell: (message: ToCells) => void,
    history: History,
  ) {
    this.#channels = channels;
    this.#compiler = compiler;
    this.#interrupts = interrupts;
    this.#tell = tell;
    this.#history = history;
  }

  /** Takes a request in. */
  add(request: Incoming): void {
    this.#waiting.push(request);
    if (!this.#active) void this.#work();
  }

  /** Publishes once more that a cell runs, where one does. */
  tellBusy(): void {
    if (this.#request) void this.#state(this.#request, 'busy');
  }

  /** Stops the running cell. */
  interrupt(): void {
    const run = this.#running;
    if (run === undefined) {
      this.#stopped = this.#request !== undefined;
      return;
    }
    this.#interrupts.interrupt(run, (text) => this.#publish(run, 'stream', { name: 'stderr', text }));
    this.#tell({ what: 'interrupt', run });
  }

  /** Takes what the main thread says. */
  readonly hear = (message: FromCells): void => {
    if (message.what === 'publish') this.#publish(message.run, message.type, message.content);
    else if (message.what === 'done') this.#runs.get(message.run)?.settle(message);
    else this.#ask(message);
  };

  /** Hands the user's answer on; one to an earlier question comes too late, where the client names what it answers. */
  answer({ content, parentHeader }: Incoming): void {
    const { msg_id: answered = this.#question } = parentHeader;
    if (this.#running === undefined || this.#question === undefined || answered !== this.#question) return;
    this.#question = undefined;
    this.#tell({ what: 'input', run: this.#running, value: String(content.value ?? '') });
  }

  #publish(run: number, type: string, content: Record<string, unknown>): void {
    const { request, counts } = this.#runs.get(run) ?? {};
    if (counts && type === 'execute_result') this.#history.addOutput(plainTextOf(content));
    if (request) void this.#channels.publish(request.header, type, content);
  }

  #ask({ run, prompt, password }: Extract<FromCells, { what: 'ask' }>): void {
    const request = this.#runs.get(run)?.request;
    if (request) this.#question = this.#channels.ask(request, { prompt, password }).msg_id;
  }

  async #work(): Promise<void> {
    this.#active = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#request = next;
      this.#stopped = false;
      // Sent before the compiler keeps this thread busy: consoles take a cell without it for one that has ended.
      await this.#state(next, 'busy');
      const { reply, isError, stops } = await this.#execute(next);
      // Before the reply: what a front end sends after it has seen the reply must run.
      const aborted = isError && stops ? await this.#takeArrived() : [];
      this.#request = undefined;
      this.#reply(next, reply);
      for (const one of aborted) {
        void this.#state(one, 'busy');
        this.#reply(one, { status: 'aborted' }); // no count: a cell that shows one looks as if it had run
      }
    }
    this.#active = false;
  }

  #state(request: Incoming, state: 'busy' | 'idle'): Promise<void> {
    return this.#channels.publish(request.header, 'status', { execution_state: state });
  }

  #reply(request: Incoming, content: Record<string, unknown>): void {
    void this.#channels.send(request, 'execute_reply', content);
    void this.#state(request, 'idle');
  }

  /** Takes all requests that have reached this process: they are read in the turn after the cell's. */
  async #takeArrived(): Promise<Incoming[]> {
    let before: number;
    do {
      before = this.#waiting.length;
      await turn();
      await turn();
    } while (this.#waiting.length > before);
    return this.#waiting.splice(0);
  }

  async #execute(request: Incoming): Promise<Outcome> {
    const { code, silent, stores, userExpressions, allowsInput, stopsOnError } = executeRequest(
      request.content,
    );
    if (stores) {
      this.#count += 1;
      this.#history.add(this.#count, code);
    }
    const count = this.#count;
    if (!silent)
      await this.#channels.publish(request.header, 'execute_input', { code, execution_count: count });
    const { error } = await this.#run(request, code, stores, (run, cell) => ({
      what: 'run',
      run,
      count,
      cell,
      silent,
      allowsInput,
    }));
    if (error) void this.#channels.publish(request.header, 'error', { ...error });
    if (error) {
      const reply = { status: 'error', execution_count: count, ...error };
      return { reply, isError: true, stops: stopsOnError };
    }
    const values = await this.#evaluate(request, userExpressions);
    const reply = { status: 'ok', execution_count: count, payload: [], user_expressions: values };
    return { reply, isError: false, stops: stopsOnError };
  }

  /** Compiles code, has it run, and keeps what a cell declares where all went well. */
  async #run(
    request: Incoming,
    code: string,
    counts: boolean,
    messageFor: (run: number, cell: CompiledCell) => ToCells,
  ): Promise<Omit<Done, 'what' | 'run'>> {
    const run = ++this.#lastRun;
    // The main thread can load it meanwhile: half a second each.
    if (importsLibrary.test(code)) this.#tell({ what: 'expect', specifier: 'bayes-notebooks' });
    const { cell, error } = this.#stopped
      ? { error: describeThrown(new Interrupted()) }
      : this.#compile(code);
    if (cell === undefined) return { error };
    this.#running = run;
    const message = messageFor(run, cell);
    const done = await new Promise<Done>((settle) => {
      this.#runs.set(run, { request, counts, settle });
      this.#tell(message);
    });
    this.#running = undefined;
    this.#question = undefined;
    this.#interrupts.end();
    if (done.error || message.what === 'evaluate') this.#compiler.drop();
    else this.#tell({ what: 'release', slots: this.#compiler.keep() });
    return done;
  }

  #compile(code: string): { cell: CompiledCell; error?: undefined } | { cell?: undefined; error: CellError } {
    try {
      const { cell, diagnostics } = this.#compiler.compile(code);
      return cell
        ? { cell }
        : { error: describeDiagnostics(code, diagnostics, this.#compiler.names.isEmpty) };
    } catch (thrown) {
      // A fault of the compiler costs its cell, not the kernel with all variables.
      const evalue = `the compiler failed: ${(thrown as Error).message}`;
      log(String((thrown as Error).stack));
      return { error: { ename: 'CompilerError', evalue, traceback: [`CompilerError: ${evalue}`] } };
    }
  }

  async #evaluate(
    request: Incoming,
    expressions: [name: string, expression: string][],
  ): Promise<Record<string, Record<string, unknown>>> {
    const values: Record<string, Record<string, unknown>> = {};
    for (const [name, expression] of expressions) {
      const { error, value } = await this.#run(request, expression, false, (run, cell) => ({
        what: 'evaluate',
        run,
        cell,
      }));
      values[name] = error
        ? { status: 'error', ...error }
        : { status: 'ok', ...(value ?? { data: { 'text/plain': 'undefined' }, metadata: {} }) };
    }
    return values;
  }
}

function plainTextOf({ data }: Record<string, unknown>): string {
  return String((data as Record<string, unknown> | undefined)?.['text/plain'] ?? '');
}
