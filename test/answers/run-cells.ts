import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import { varNames } from '../../grader/extraction/bound-names';

/**
 * Runs cells one after the other as the kernel does: each is a module of its own, in sloppy code, and all share what they
 * declare, whatever names that has.
 *
 * @returns what the cells declared, by name
 */
export async function runCells(
  cells: string[],
  require: (name: string) => unknown,
  failing: 'stop' | 'go on where a cell fails' = 'stop',
): Promise<Record<string, unknown>> {
  const declared: Record<string, unknown> = {};
  const exports = new Proxy(declared, {
    // What a cell has declared a later one may declare again.
    defineProperty: (_, name, { get, value }) => {
      if (name !== '__esModule') declared[name as string] = get ? get() : value;
      return true;
    },
  });
  for (const cell of cells) {
    const { outputText } = ts.transpileModule(exportingAll(cell), {
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        moduleDetection: ts.ModuleDetectionKind.Force,
        esModuleInterop: true,
      },
    });
    const sloppy = outputText.replace('"use strict";', '');
    const run = runInThisContext(`(async function (exports, require) { with (exports) {\n${sloppy}\n} })`);
    try {
      await run(exports, require);
    } catch (error) {
      if (failing === 'stop') throw error;
    }
  }
  return declared;
}

/** The cell with all that it declares and imports given to the cells after it. */
function exportingAll(cell: string): string {
  const file = ts.createSourceFile('cell.ts', cell, ts.ScriptTarget.ES2022);
  const names: string[] = [];
  let text = '';
  let at = 0;
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) names.push(...namesOf(statement));
    else if (!isDeclaration(statement) && !ts.isVariableStatement(statement))
      names.push(...varNames(statement));
    if (!declares(statement)) continue;
    const start = statement.getStart(file);
    text += `${cell.slice(at, start)}export `;
    at = start;
  }
  return `${text}${cell.slice(at)}\nexport { ${[...new Set(names)].join(', ')} };`;
}

const isDeclaration = (statement: ts.Statement): boolean =>
  ts.isFunctionDeclaration(statement) ||
  ts.isClassDeclaration(statement) ||
  ts.isModuleDeclaration(statement);

const declares = (statement: ts.Statement): boolean =>
  (ts.isVariableStatement(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement)) &&
  !statement.modifiers?.some(
    ({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DeclareKeyword,
  );

function namesOf({ importClause }: ts.ImportDeclaration): string[] {
  const { name, namedBindings: named } = importClause ?? {};
  return [
    ...(name ? [name.text] : []),
    ...(named && ts.isNamespaceImport(named) ? [named.name.text] : []),
    ...(named && ts.isNamedImports(named) ? named.elements.map((member) => member.name.text) : []),
  ];
}
