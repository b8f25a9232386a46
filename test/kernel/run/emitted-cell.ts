import vm from 'node:vm';
import ts from 'typescript';
import { nameScript } from '../../../execution/stack-traces';

/** Emits a text as the compiler of cells does: types go, names get exported, the map leads back. */
export function emit(source: string): { code: string; map: string; source: string } {
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, sourceMap: true },
  });
  return {
    code: outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, ''),
    map: sourceMapText as string,
    source,
  };
}

/**
 * Runs a text as cell `number`, or as the student's file of that path.
 *
 * @returns what it exports
 */
export async function runEmitted(
  script: number | { path: string; place: string },
  source: string,
  given: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const [filename, place] =
    typeof script === 'number' ? [`cell-${script}`, `cell ${script}`] : [script.path, script.place];
  const emitted = emit(source);
  nameScript(filename, place, emitted);
  const body = `(async function (exports, require, ${Object.keys(given).join(', ')}) {\n${emitted.code}\n})`;
  const exports = {};
  await new vm.Script(body, { filename, lineOffset: -1 })
    .runInThisContext()
    .call(undefined, exports, require, ...Object.values(given));
  return exports;
}
