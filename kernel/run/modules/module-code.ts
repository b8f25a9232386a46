import { compileFunction, type Module, Script } from 'node:vm';
import type { CompiledModule } from '../../../cells/compiled-cell';

/** A module's code, to be called with what `parameters` names. */
export type ModuleCode = (...given: unknown[]) => unknown;

const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
const compiledParameters = [...parameters, '__cell'];
const compiledCode = new WeakMap<CompiledModule, { code: ModuleCode; awaits: boolean }>();

/**
 * The code of a CommonJS module, under its file's own name and with its own lines.
 *
 * @param text the file's text
 * @param file absolute path
 * @param load does `import()` for it
 * @throws {SyntaxError} where the text is none
 */
export function scriptCode(
  text: string,
  file: string,
  load: (specifier: string) => Promise<Module>,
): ModuleCode {
  const code = text.replace(/^#!.*/, ''); // as a command's first line
  return compileFunction(code, parameters, { filename: file, importModuleDynamically: load }) as ModuleCode;
}

/**
 * The code of a compiled module, and whether it awaits at its top level, so that it returns a promise.
 *
 * @throws {SyntaxError} where the compiler let something through that the engine does not know
 */
export function moduleCode(module: CompiledModule): { code: ModuleCode; awaits: boolean } {
  let known = compiledCode.get(module);
  if (known === undefined) {
    known = newCode(module);
    compiledCode.set(module, known);
  }
  return known;
}

function newCode({ code, path }: CompiledModule): { code: ModuleCode; awaits: boolean } {
  try {
    const options = { filename: path };
    return { code: compileFunction(code, compiledParameters, options) as ModuleCode, awaits: false };
  } catch (error) {
    const start = `(async function (${compiledParameters.join(', ')}) {`;
    try {
      const script = new Script(`${start}${code}\n})`, { filename: path, columnOffset: -start.length });
      return { code: script.runInThisContext() as ModuleCode, awaits: true };
    } catch {
      throw error;
    }
  }
}
