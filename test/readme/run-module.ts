import { execFileSync } from 'node:child_process';
import ts from 'typescript';
import { root } from './readme-document';

/** Runs a module with top-level await as a script of CommonJS, with the package as it was last built: what it prints. */
export function runModule(code: string): string {
  const [imports, ...body] = code.split(/(?<=from 'bayes-notebooks';\n)/);
  const { outputText } = ts.transpileModule(`${imports}(async () => {${body.join('')}})();`, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  return execFileSync(process.execPath, ['-e', outputText], { cwd: root, encoding: 'utf8' });
}
