import ts from 'typescript';
import { identifierAt } from './identifier-at';

/** What TypeScript says of `exports` and `require` at the top level of a module, which are parameters of emitted code. */
const reservedName = 2441;

/** Whether such a finding is none: variables and imports are properties in emitted code, and hide no parameter. */
export function mayBeCalledSo({ code, file, start }: ts.Diagnostic): boolean {
  if (code !== reservedName || file === undefined || start === undefined) return false;
  const declared = identifierAt(file, start)?.parent;
  return (
    declared !== undefined &&
    (ts.isVariableDeclaration(declared) ||
      ts.isBindingElement(declared) ||
      ts.isImportClause(declared) ||
      ts.isImportSpecifier(declared) ||
      ts.isNamespaceImport(declared))
  );
}
