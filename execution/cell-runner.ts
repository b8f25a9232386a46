import { exportedName, liveName, namesSpecifier } from '../cells/cell-names';
import type { CompiledCell } from '../cells/compiled-cell';
import { Cell, cellContext, checkInterrupt, LeftBehind, runningCell, setRunningCell, stopRun } from './cell';
import { describeThrown } from './cell-error';
import { askedToStop, hearInterrupt, type InterruptFlag } from './interrupt-flag';
import type { CellImports, Machine, RunHooks } from './machine';
import type { Bundle, CellError, FromCells, ToCells } from './messages';
import { later, turn } from './platform';
import { nameScript } from './stack-traces';
import { tellStaleNames } from './stale-names';
import { bundleOf } from './value';

/** How long an interrupted cell may take to come to its next await or turn of a loop, in milliseconds. */
const stopMs = 2000;

type Run = Extract<ToCells, { what: 'run' }>;
type Evaluate = Extract<ToCells, { what: 'evaluate' }>;

/** Runs compiled cells, one after the other, and tells the server's thread what comes of them. */
export class CellRunner {
  readonly #tell: (message: FromCells) => void;
  readonly #flag: InterruptFlag;
  readonly #machine: Machine;
  /** What earlier cells export, by the number under which later cells import it. */
  readonly #exports = new Map<number, Record<string, unknown>>();
  /** Ends the wait for the running cell, whatever its code does. */
  #leave: (reason: Error) => void = () => {};

  /**
   * @param tell sends a message to the server's thread
   * @param flag is shared with it
   * @param machine what the code of cells runs on
   */
  constructor(tell: (message: FromCells) => void, flag: InterruptFlag, machine: Machine) {
    this.#tell = tell;
    this.#flag = flag;
    this.#machine = machine;
  }

  /** Runs a cell to its end; nothing that it does makes this fail. */
  async run({ run, count, silent, allowsInput, cell: compiled }: Run): Promise<void> {
    const cell = new Cell(run, count, (type, content) => this.#tell({ what: 'publish', run, type, content }));
    this.#machine.input.begin(cell, allowsInput);
    const error = await this.#execute(cell, compiled, (value) => {
      if (!silent) cell.publish('execute_result', { execution_count: count, ...value });
    });
    cell.flush();
    this.#tell({ what: 'done', run, ...(error && { error }) });
  }

  /** Works an expression out. */
  async evaluate({ run, cell: compiled }: Evaluate): Promise<void> {
    let done: FromCells = { what: 'done', run };
    const error = await this.#execute(new Cell(run, 0, () => {}), compiled, (value) => {
      done = { what: 'done', run, value: structuredClone(value) };
    });
    this.#tell(error ? { what: 'done', run, error } : done);
  }

  /** Stops a run at its next await or turn of a loop; one that comes to neither is left to itself. */
  interrupt(run: number): void {
    const cell = runningCell();
    if (cell?.run !== run) return;
    hearInterrupt(this.#flag, run);
    cell.interrupted = true;
    this.#machine.input.interrupt();
    const leave = this.#leave;
    later(() => leave(new LeftBehind()), stopMs);
  }

  /** Ends the running cell with an error that came from its background. */
  fail(cell: Cell, error: CellError): void {
    cell.problem ??= error;
    cell.interrupted = true;
    this.#leave(new LeftBehind());
  }

  /** @param show takes what the cell shows of its last value */
  async #execute(
    cell: Cell,
    compiled: CompiledCell,
    show: (value: Bundle) => void,
  ): Promise<CellError | undefined> {
    let last: unknown;
    const exports: Record<string, unknown> = Object.create(null); // a cell may call a variable `__proto__`
    const hooks: RunHooks = {
      result: (result) => {
        last = result;
      },
      context: () => cellContext.get(),
      awaited: (context, awaited) => {
        cellContext.resume(context);
        checkInterrupt();
        return awaited;
      },
      turn: () => {
        const asked = askedToStop(this.#flag);
        if (asked !== 0) stopRun(asked);
      },
    };
    nameScript(scriptName(cell.run), cell.number === 0 ? 'the expression' : `cell ${cell.number}`, compiled);
    tellStaleNames(compiled.stale);
    setRunningCell(cell);
    try {
      const left = new Promise<never>((_, reject) => {
        this.#leave = reject;
      });
      await cellContext.run(cell, async () => {
        const ran = this.#machine.imports(compiled, hooks).then(({ require, ...imports }) => {
          const { filename, dirname } = imports.meta;
          const requireNames = this.#withNames(require, compiled);
          const call = [exports, requireNames, { ...hooks, ...imports }, filename, dirname];
          return this.#machine.call(scriptName(cell.run), compiled.code, call);
        });
        await Promise.race([ran, left]);
        // The code may have ended without taking an interrupt in: in a call that cannot be interrupted.
        if (askedToStop(this.#flag) === cell.run) stopRun(cell.run);
        // A promise that was rejected and not awaited is known one turn later.
        await turn();
        await Promise.race([this.#machine.input.answered(), left]);
        await this.#machine.settled();
        const value = await Promise.race([bundleOf(last), left]);
        if (value && !cell.problem) show(value);
      });
    } catch (thrown) {
      cell.problem ??= describeThrown(thrown);
    } finally {
      this.#leave = () => {};
      this.#machine.input.end();
      setRunningCell(undefined);
    }
    // Where a signal broke the cell's first stretch, what it had started must stop as well.
    if (cell.problem) cell.interrupted ||= cell.problem.ename === 'Interrupted';
    if (cell.problem === undefined) this.#exports.set(compiled.slot, exports);
    return cell.problem;
  }

  /** Lets go of what no later cell can reach; functions that use it keep it. */
  release(slots: readonly number[]): void {
    for (const slot of slots) this.#exports.delete(slot);
  }

  /** The cell's `require`, which leads each name of an earlier cell to where it was declared. */
  #withNames(require: CellImports['require'], { uses }: CompiledCell): CellImports['require'] {
    const names: Record<string, unknown> = {};
    names[liveName] = names;
    for (const { name, slot } of uses) {
      const exports = this.#exports.get(slot) as Record<string, unknown>; // the compiler names kept cells alone
      Object.defineProperty(names, exportedName(name, slot), {
        get: () => exports[name],
        set: (value) => {
          exports[name] = value;
        },
      });
    }
    const withNames = (specifier: string): unknown =>
      specifier === namesSpecifier ? names : require(specifier);
    return Object.assign(withNames, require);
  }
}

/** The name under which the engine knows the code of a run. */
function scriptName(run: number): string {
  return `cell-${run}`;
}
