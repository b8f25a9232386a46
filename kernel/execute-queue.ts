import { Cell, type CellError, cellContext, setRunningCell } from './cell';
import { type Diagnostic, describeDiagnostics, describeThrown } from './cell-error';
import { nameCells } from './cell-source';
import { endInterrupt, hearInterrupt, type InterruptFlag } from './interrupt-flag';
import {
  answer,
  type ExecuteRequest,
  type Executor,
  type Message,
  type Server,
  serverPrototype,
} from './tslab';

interface Waiting {
  server: Server;
  socket: unknown;
  message: Message;
  request: ExecuteRequest;
}

/** How long an interrupted cell may take to come to its next await or turn of a loop. */
const stopMs = 2000;

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function publishState({ server, message }: Waiting, state: 'busy' | 'idle'): void {
  answer(server, server.iopub, message, 'status', { execution_state: state });
}

function reply(waiting: Waiting, content: Record<string, unknown>): void {
  answer(waiting.server, waiting.socket, waiting.message, 'execute_reply', content);
  publishState(waiting, 'idle');
}

/**
 * Runs cells one after the other, as Jupyter's messages ask for.
 *
 * It stands in for tslab's own queue, which sends neither `execute_input` nor `error`, and which after an
 * error drops for 200 ms whatever comes in, without running or naming it. Here, as in ipykernel, an error
 * aborts the requests that had come in by then, each with the reply `aborted`; whatever is sent later runs.
 */
export class ExecuteQueue {
  readonly #waiting: Waiting[] = [];
  readonly #codes = new Map<number, string>();
  #executor: Executor | undefined;
  #executionCount = 0;
  #diagnostics: Diagnostic[] = [];
  #cell: Cell | undefined;
  #active = false;
  /** Ends the wait for the running cell, whatever its code does. */
  #leave: () => void = () => {};
  readonly #flag: InterruptFlag;

  /** @param flag tells of an interrupt that waits */
  constructor(flag: InterruptFlag) {
    this.#flag = flag;
  }

  /** Takes over tslab's handling of `execute_request`. */
  install(): void {
    const queue = this;
    const { publishStatus } = serverPrototype;
    nameCells((cell) => this.#codes.get(cell) ?? '');
    serverPrototype.handleExecute = async function (socket, message) {
      const request = message.content as unknown as ExecuteRequest;
      queue.#add({ server: this, socket, message, request });
    };
    // tslab calls a cell busy when its request comes in; it is busy when its turn comes.
    serverPrototype.publishStatus = function (status, parent) {
      if (parent.header.msg_type !== 'execute_request') publishStatus.call(this, status, parent);
    };
  }

  /** Names the executor that runs the code, and takes over what SIGINT does to it. */
  runWith(executor: Executor): void {
    this.#executor = executor;
    this.#leave = executor.interrupt;
    executor.interrupt = () => this.interrupt();
  }

  /** Takes what tslab would print: one thrown value, or format, file, line, column and text of a diagnostic. */
  readonly report = (...report: unknown[]): void => {
    if (report.length === 1) {
      if (this.#cell === undefined) return;
      this.#cell.problem ??= describeThrown(report[0]);
      // Where a signal broke the cell's first stretch, what it had started must stop as well.
      this.#cell.interrupted ||= this.#cell.problem.ename === 'Interrupted';
      return;
    }
    const [, file, line, column, message] = report as [string, string, number, number, string];
    this.#diagnostics.push({ file: file.trim(), line, column, message });
  };

  /** Ends the running cell with an error that came from its background. */
  fail(cell: Cell, error: CellError): void {
    cell.problem ??= error;
    cell.interrupted = true;
    this.#leave();
  }

  /** Stops the running cell at its next await or turn of a loop; one that comes to neither is left to itself. */
  interrupt(): void {
    const cell = this.#cell;
    if (cell === undefined) {
      endInterrupt(this.#flag);
      return;
    }
    hearInterrupt(this.#flag);
    cell.interrupted = true;
    setTimeout(() => {
      if (this.#cell === cell) this.#leave();
    }, stopMs).unref();
  }

  #add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (!this.#active) void this.#work();
  }

  async #work(): Promise<void> {
    this.#active = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      publishState(next, 'busy');
      const { count, error } = await this.#execute(next);
      if (error === undefined) {
        reply(next, { status: 'ok', execution_count: count, payload: [], user_expressions: {} });
        continue;
      }
      // Before the reply: what a front end sends after it has seen the reply must run.
      const aborted = next.request.stop_on_error === false ? [] : await this.#takeArrived();
      reply(next, { status: 'error', execution_count: count, ...error });
      for (const one of aborted) {
        publishState(one, 'busy');
        reply(one, { status: 'aborted' }); // no count: a cell that shows one looks as if it had run
      }
    }
    this.#active = false;
  }

  /** Takes all requests that have reached this process: they are read in the turn after the cell's. */
  async #takeArrived(): Promise<Waiting[]> {
    let before: number;
    do {
      before = this.#waiting.length;
      await turn();
      await turn();
    } while (this.#waiting.length > before);
    return this.#waiting.splice(0);
  }

  async #execute({ server, message, request }: Waiting): Promise<{ count: number; error?: CellError }> {
    const { code, silent = false } = request;
    const publish = (type: string, content: Record<string, unknown>): void => {
      answer(server, server.iopub, message, type, content);
    };
    if (!silent) this.#executionCount += 1;
    const count = this.#executionCount;
    this.#codes.set(count, code);
    if (!silent) publish('execute_input', { code, execution_count: count });
    const cell = new Cell(count, publish);
    const error = await this.#run(cell, code);
    if (error !== undefined) cell.showError(error);
    cell.flush();
    return error === undefined ? { count } : { count, error };
  }

  async #run(cell: Cell, code: string): Promise<CellError | undefined> {
    const executor = this.#executor;
    if (executor === undefined) throw new Error('Cannot run a cell: the kernel has no executor yet');
    this.#diagnostics = [];
    this.#cell = cell;
    setRunningCell(cell);
    try {
      const ok = await cellContext.run(cell, () => executor.execute(code));
      // A promise that was rejected and not awaited is known one turn later.
      await turn();
      if (!ok && cell.problem === undefined && this.#diagnostics.length === 0) {
        cell.problem = describeThrown(new Error('tslab gave no reason why the cell failed'));
      }
    } catch (thrown) {
      cell.problem ??= describeThrown(thrown);
    } finally {
      this.#cell = undefined;
      setRunningCell(undefined);
      endInterrupt(this.#flag);
    }
    return this.#diagnostics.length > 0 ? describeDiagnostics(code, this.#diagnostics) : cell.problem;
  }
}
