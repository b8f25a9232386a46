import vm from 'node:vm';
import type { CellHooks, CompiledCell } from '../../cells/compiled-cell';
import { askedToStop, hearInterrupt, type InterruptFlag } from '../interrupt-flag';
import type { Bundle, CellError, FromCells, ToCells } from '../thread-messages';
import { Cell, cellContext, checkInterrupt, LeftBehind, runningCell, setRunningCell, stopRun } from './cell';
import { describeThrown } from './cell-error';
import { rememberSource, scriptName } from './cell-source';
import type { CellModules } from './modules';
import { bundleOf } from './value';

/** How long an interrupted cell may take to come to its next await or turn of a loop, in milliseconds. */
const stopMs = 2000;

/** Where the script of a cell finds what it is called with. */
const callKey = Symbol.for('bayes-notebooks.call');

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

type Run = Extract<ToCells, { what: 'run' }>;
type Evaluate = Extract<ToCells, { what: 'evaluate' }>;

/** Runs compiled cells, one after the other, and tells the server's thread what comes of them. */
export class CellRunner {
  readonly #tell: (message: FromCells) => void;
  readonly #flag: InterruptFlag;
  readonly #modules: CellModules;
  readonly #names: Record<string, unknown>;
  /** Ends the wait for the running cell, whatever its code does. */
  #leave: (reason: Error) => void = () => {};

  /**
   * @param tell sends a message to the server's thread
   * @param flag is shared with it
   * @param modules what cells import
   * @param names what cells import earlier names from; each will lead to where the name was declared
   */
  constructor(
    tell: (message: FromCells) => void,
    flag: InterruptFlag,
    modules: CellModules,
    names: Record<string, unknown>,
  ) {
    this.#tell = tell;
    this.#flag = flag;
    this.#modules = modules;
    this.#names = names;
    names.live = names;
  }

  /** Runs a cell to its end; nothing that it does makes this fail. */
  async run({ run, count, silent, cell: compiled }: Run): Promise<void> {
    const cell = new Cell(run, count, (type, content) => this.#tell({ what: 'publish', run, type, content }));
    const { value, error } = await this.#execute(cell, compiled);
    if (error === undefined && !silent) {
      const bundle = cellContext.run(cell, () => bundleOf(value));
      cell.flush();
      if (bundle)
        this.#tell({
          what: 'publish',
          run,
          type: 'execute_result',
          content: { execution_count: count, ...bundle },
        });
    }
    cell.flush();
    this.#tell({ what: 'done', run, ...(error && { error }) });
  }

  /** Works an expression out. */
  async evaluate({ run, cell: compiled }: Evaluate): Promise<void> {
    const cell = new Cell(run, 0, () => {});
    const { value, error } = await this.#execute(cell, compiled);
    const bundle: Bundle | undefined = error ? undefined : bundleOf(value);
    this.#tell({ what: 'done', run, ...(error && { error }), ...(bundle && { value: bundle }) });
  }

  /** Stops a run at its next await or turn of a loop; one that comes to neither is left to itself. */
  interrupt(run: number): void {
    const cell = runningCell();
    if (cell?.run !== run) return;
    hearInterrupt(this.#flag, run);
    cell.interrupted = true;
    const leave = this.#leave;
    setTimeout(() => leave(new LeftBehind()), stopMs).unref();
  }

  /** Ends the running cell with an error that came from its background. */
  fail(cell: Cell, error: CellError): void {
    cell.problem ??= error;
    cell.interrupted = true;
    this.#leave(new LeftBehind());
  }

  async #execute(cell: Cell, compiled: CompiledCell): Promise<{ value?: unknown; error?: CellError }> {
    let value: unknown;
    const exports: Record<string, unknown> = {};
    const hooks: Pick<CellHooks, 'result' | 'awaited' | 'turn'> = {
      result: (last) => {
        value = last;
      },
      awaited: (awaited) => {
        checkInterrupt();
        return awaited;
      },
      turn: () => {
        const asked = askedToStop(this.#flag);
        if (asked !== 0) stopRun(asked);
      },
    };
    rememberSource(cell.run, cell.number, compiled);
    setRunningCell(cell);
    try {
      const left = new Promise<never>((_, reject) => {
        this.#leave = reject;
      });
      const ran = cellContext.run(cell, async () => {
        const { require, ...imports } = await this.#modules.forCell(compiled, hooks);
        const { filename, dirname } = imports.meta;
        return execute(cell.run, compiled.code, [
          exports,
          require,
          { ...hooks, ...imports },
          filename,
          dirname,
        ]);
      });
      await Promise.race([ran, left]);
      // A promise that was rejected and not awaited is known one turn later.
      await turn();
    } catch (thrown) {
      cell.problem ??= describeThrown(thrown);
    } finally {
      this.#leave = () => {};
      setRunningCell(undefined);
    }
    // Where a signal broke the cell's first stretch, what it had started must stop as well.
    if (cell.problem) cell.interrupted ||= cell.problem.ename === 'Interrupted';
    if (cell.problem) return { error: cell.problem };
    for (const name of compiled.names) this.#declare(`${name}$${compiled.slot}`, name, exports);
    return { value };
  }

  #declare(exported: string, name: string, exports: Record<string, unknown>): void {
    Object.defineProperty(this.#names, exported, {
      get: () => exports[name],
      set: (value) => {
        exports[name] = value;
      },
      configurable: true,
    });
  }
}

/** Calls a cell's code within one script, which is what a signal can break. */
function execute(run: number, code: string, call: unknown[]): Promise<void> {
  Object.defineProperty(globalThis, callKey, { value: call, configurable: true });
  const script = `(async function (exports, require, __cell, __filename, __dirname) {\n${code}\n})(...globalThis[Symbol.for('${Symbol.keyFor(callKey)}')])`;
  return vm.runInThisContext(script, { filename: scriptName(run), breakOnSigint: true }) as Promise<void>;
}
