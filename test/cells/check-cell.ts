import { join } from 'node:path';
import ts from 'typescript';
import type { CellDiagnostic } from '../../cells/compiled-cell';

const root = join(__dirname, '..', '..');
const file = join(root, 'cell-of-a-test.ts');
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  moduleDetection: ts.ModuleDetectionKind.Force,
  ignoreDeprecations: '6.0',
  lib: ['lib.es2023.d.ts'],
  types: ['node'],
  skipLibCheck: true,
  strict: false,
};
/** Top-level await outside an ES module. */
const allowed = new Set([1378, 1309, 1432]);
let text = '';
let version = 0;
const service = ts.createLanguageService({
  useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: (path) => (path === file ? String(version) : '0'),
  getScriptSnapshot: (path) => {
    const read = path === file ? text : ts.sys.readFile(path);
    return read === undefined ? undefined : ts.ScriptSnapshot.fromString(read);
  },
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
});

/** What TypeScript itself finds in a text that knows no other cell. */
export function checkCell(code: string): CellDiagnostic[] {
  text = code;
  version += 1;
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022);
  return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)]
    .filter(({ code: number, category }) => category === ts.DiagnosticCategory.Error && !allowed.has(number))
    .map(({ code: number, start = 0, messageText }) => {
      const { line, character } = source.getLineAndCharacterOfPosition(start);
      const message = ts.flattenDiagnosticMessageText(messageText, '\n');
      return { file: '', line: line + 1, column: character + 1, code: number, message };
    });
}
