import path from 'node:path';
import vm from 'node:vm';
import type { CompiledCell } from '../../cells/compiled-cell';
import type { CellImports, CellInput, Machine, RunHooks } from '../../execution/machine';
import { nameScript } from '../../execution/stack-traces';
import { breakable } from '../cell/breakable';
import type { CellModules } from './modules/cell-modules';
import { outputOfEndedPrograms } from './programs';

/** Runs the code of cells in this process. */
export class NodeMachine implements Machine {
  readonly input: CellInput;
  readonly #modules: CellModules;

  /**
   * @param modules what cells import
   * @param input asks the user for what cells read
   */
  constructor(modules: CellModules, input: CellInput) {
    this.#modules = modules;
    this.input = input;
  }

  imports(compiled: CompiledCell, hooks: RunHooks): Promise<CellImports> {
    for (const module of compiled.modules) {
      nameScript(path.normalize(module.path), path.relative(process.cwd(), module.path), module);
    }
    return this.#modules.forCell(compiled, hooks);
  }

  /** A signal can break the code's first stretch. */
  call(script: string, code: string, given: unknown[]): Promise<void> {
    const whole = `(async function (exports, require, __cell, __filename, __dirname) {\n${code}\n})`;
    // The line before the code counts as none, so that its own count from 1.
    const body = vm.runInThisContext(whole, { filename: script, lineOffset: -1 });
    return breakable(() => body(...given));
  }

  settled(): Promise<void> {
    return outputOfEndedPrograms();
  }
}
