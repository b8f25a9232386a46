import path from 'node:path';
import vm from 'node:vm';
import type { CellHooks, CompiledCell } from '../../cells/compiled-cell';
import { askedToStop, hearInterrupt, type InterruptFlag } from '../interrupt-flag';
import type { Bundle, CellError, FromCells, ToCells } from '../thread-messages';
import { Cell, cellContext, checkInterrupt, LeftBehind, runningCell, setRunningCell, stopRun } from './cell';
import { describeThrown } from './cell-error';
import type { CellModules } from './modules';
import { outputOfEndedPrograms } from './programs';
import { nameScript } from './stack-traces';
import type { UserInput } from './user-input';
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
  readonly #input: UserInput;
  /** What cells import earlier names from; each leads to where the name was declared. */
  readonly #names: Record<string, unknown> = {};
  /** Ends the wait for the running cell, whatever its code does. */
  #leave: (reason: Error) => void = () => {};

  /**
   * @param tell sends a message to the server's thread
   * @param flag is shared with it
   * @param input asks the user for what cells read
   */
  constructor(
    tell: (message: FromCells) => void,
    flag: InterruptFlag,
    modules: CellModules,
    input: UserInput,
  ) {
    this.#tell = tell;
    this.#flag = flag;
    this.#modules = modules;
    this.#input = input;
    this.#names.live = this.#names;
  }

  /** Runs a cell to its end; nothing that it does makes this fail. */
  async run({ run, count, silent, allowsInput, cell: compiled }: Run): Promise<void> {
    const cell = new Cell(run, count, (type, content) => this.#tell({ what: 'publish', run, type, content }));
    this.#input.begin(cell, allowsInput);
    const { bundle, error } = await this.#execute(cell, compiled);
    cell.flush();
    if (bundle && !silent) {
      const content = { execution_count: count, ...bundle };
      this.#tell({ what: 'publish', run, type: 'execute_result', content });
    }
    this.#tell({ what: 'done', run, ...(error && { error }) });
  }

  /** Works an expression out. */
  async evaluate({ run, cell: compiled }: Evaluate): Promise<void> {
    const cell = new Cell(run, 0, () => {});
    const { bundle, error } = await this.#execute(cell, compiled);
    this.#tell({ what: 'done', run, ...(error && { error }), ...(bundle && { value: bundle }) });
  }

  /** Stops a run at its next await or turn of a loop; one that comes to neither is left to itself. */
  interrupt(run: number): void {
    const cell = runningCell();
    if (cell?.run !== run) return;
    hearInterrupt(this.#flag, run);
    cell.interrupted = true;
    this.#input.interrupt();
    const leave = this.#leave;
    setTimeout(() => leave(new LeftBehind()), stopMs).unref();
  }

  /** Ends the running cell with an error that came from its background. */
  fail(cell: Cell, error: CellError): void {
    cell.problem ??= error;
    cell.interrupted = true;
    this.#leave(new LeftBehind());
  }

  async #execute(
    cell: Cell,
    compiled: CompiledCell,
  ): Promise<{ bundle?: Bundle | undefined; error?: CellError }> {
    let [value, bundle]: [unknown?, Bundle?] = [];
    const exports: Record<string, unknown> = {};
    const hooks: CellHooks = {
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
      import: (specifier) => this.#modules.import(specifier),
    };
    nameScripts(cell, compiled);
    setRunningCell(cell);
    try {
      const left = new Promise<never>((_, reject) => {
        this.#leave = reject;
      });
      await this.#modules.prepare(compiled, hooks);
      const call = [exports, this.#modules.requireFor(this.#names), hooks];
      await Promise.race([cellContext.run(cell, () => execute(cell.run, compiled.code, call)), left]);
      // A promise that was rejected and not awaited is known one turn later.
      await turn();
      await Promise.race([this.#input.answered(), left]);
      await outputOfEndedPrograms();
      bundle = await cellContext.run(cell, () => bundleOf(value));
    } catch (thrown) {
      cell.problem ??= describeThrown(thrown);
    } finally {
      this.#leave = () => {};
      this.#input.end();
      setRunningCell(undefined);
    }
    // Where a signal broke the cell's first stretch, what it had started must stop as well.
    if (cell.problem) cell.interrupted ||= cell.problem.ename === 'Interrupted';
    if (cell.problem) return { error: cell.problem };
    for (const name of compiled.names) this.#declare(`${name}$${compiled.slot}`, name, exports);
    return { bundle };
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

/** Has stacks name the lines of the cell and of the student's own files behind it. */
function nameScripts(cell: Cell, compiled: CompiledCell): void {
  nameScript(scriptName(cell.run), cell.number === 0 ? 'the expression' : `cell ${cell.number}`, compiled);
  for (const module of compiled.modules) {
    nameScript(path.normalize(module.path), path.relative(process.cwd(), module.path), module);
  }
}

/** The name under which the engine knows the code of a run. */
function scriptName(run: number): string {
  return `cell-${run}`;
}

/** Calls a cell's code within one script, which is what a signal can break. */
function execute(run: number, code: string, call: unknown[]): Promise<void> {
  Object.defineProperty(globalThis, callKey, { value: call, configurable: true });
  const script = `(async function (exports, require, __cell) {\n${code}\n})(...globalThis[Symbol.for('${Symbol.keyFor(callKey)}')])`;
  // The line before the code counts as none, so that its own count from 1.
  const options = { filename: scriptName(run), lineOffset: -1, breakOnSigint: true };
  return vm.runInThisContext(script, options) as Promise<void>;
}
