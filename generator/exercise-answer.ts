import * as ts from 'typescript';
import { codeIn } from './bilingual-code';
import type { Edition, Language } from './lecture-source';

const invitation = `{
  // pl: Tu zacznij. Dopóki funkcja niczego nie zwraca, dalsze komórki powiedzą, że na nią czekają.
  // en: Start here. As long as nothing is returned, the cells below will say that they wait for it.
  return undefined;
}`;

/** What an exercise's cell imports: the function's name and the file that answers it. */
export interface ExerciseImport {
  name: string;
  /** Path of the answer, relative to the lecture's folder, such as ../solutions/exercise-1.ts. */
  path: string;
}

/** Finds `import { NAME } from '../solutions/FILE.js'` in a cell; undefined where the cell is no exercise. */
export function exerciseImport(code: string): ExerciseImport | undefined {
  const file = ts.createSourceFile('cell.mts', code, ts.ScriptTarget.ESNext, true);
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const path = statement.moduleSpecifier.text;
    const names = statement.importClause?.namedBindings;
    if (!path.startsWith('../solutions/') || !names || !ts.isNamedImports(names)) continue;
    const [name] = names.elements;
    if (name) return { name: name.name.text, path: path.replace(/\.js$/, '.ts') };
  }
  return undefined;
}

/**
 * The text of an exercise's cell, from the one file that answers it. The solved edition holds the function and all
 * that it calls in its file, in the file's order; the student's holds the same comment and signature over an empty
 * body. An empty body returns undefined instead of throwing: a cell that throws loses its declarations in the kernel.
 *
 * @param answer text of the solution's file
 * @throws {RangeError} where the file declares no such function
 */
export function exerciseCell(answer: string, name: string, edition: Edition, language: Language): string {
  const file = ts.createSourceFile('answer.ts', answer, ts.ScriptTarget.ESNext, true);
  const functions = file.statements.filter(ts.isFunctionDeclaration);
  const asked = functions.find((declaration) => declaration.name?.text === name);
  if (!asked?.body)
    throw new RangeError(`Cannot make the exercise's cell: its answer must declare function ${name}`);
  const parts =
    edition === 'solved'
      ? functions.filter((declaration) => neededBy(asked, functions).has(declaration)).map(textOf)
      : [withoutExport(commented(asked).slice(0, asked.body.getStart() - startOf(asked))) + invitation];
  return codeIn(language, parts.join('\n\n'), name);
}

/** The function and, through any number of calls, the other functions of its file that it names. */
function neededBy(
  asked: ts.FunctionDeclaration,
  functions: ts.FunctionDeclaration[],
): Set<ts.FunctionDeclaration> {
  const needed = new Set([asked]);
  const visit = (node: ts.Node): void => {
    const named =
      ts.isIdentifier(node) && functions.find((declaration) => declaration.name?.text === node.text);
    if (named && !needed.has(named)) {
      needed.add(named);
      visit(named);
    }
    ts.forEachChild(node, visit);
  };
  visit(asked);
  return needed;
}

/** Where the comment that touches the declaration begins; a comment above a blank line belongs to the file. */
function startOf(declaration: ts.FunctionDeclaration): number {
  const text = declaration.getSourceFile().text;
  let start = declaration.getStart();
  for (const range of (ts.getLeadingCommentRanges(text, declaration.getFullStart()) ?? []).reverse()) {
    if (text.slice(range.end, start).split('\n').length > 2) break;
    start = range.pos;
  }
  return start;
}

const commented = (declaration: ts.FunctionDeclaration): string =>
  declaration.getSourceFile().text.slice(startOf(declaration), declaration.getEnd());

const withoutExport = (text: string): string => text.replace(/^export (?=(async )?function\b)/m, '');

const textOf = (declaration: ts.FunctionDeclaration): string => withoutExport(commented(declaration));
