import * as ts from 'typescript';

/** The function or class of a name in a source file, as TypeScript's own parser finds it, without what precedes it. */
export function declaration(source: string, name: string): string {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.ESNext, true);
  const found = file.statements.find(
    (node) => (ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node)) && node.name?.text === name,
  );
  if (!found) throw new Error(`There is no declaration of ${name}`);
  return found.getText(file);
}
