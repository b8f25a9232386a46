import ts from 'typescript';
import type { CellModule, Edit } from './cell-module';
import { type CellNames, liveAlias } from './cell-names';
import { identifierAt } from './identifier-at';

/** What TypeScript says where something assigns to an import. */
export const importAssigned = 2632;

/** And to a constant. */
const constantAssigned = 2588;

/** Assignments of a cell to names of earlier cells. */
export interface Assignments {
  /** Leads those to variables to the earlier cell, where TypeScript checks their types. */
  edits: Edit[];
  /** Findings about those to anything else. */
  refused: ts.Diagnostic[];
}

/**
 * Finds where a cell assigns to names that it has from earlier cells. TypeScript takes them for imports, which nothing
 * may assign to; a cell may assign to variables, and so changes them where they are.
 *
 * @param found what TypeScript found in the cell's module
 */
export function assignments(
  program: ts.Program,
  module: CellModule,
  names: CellNames,
  found: readonly ts.Diagnostic[],
): Assignments {
  const edits: Edit[] = [];
  const refused: ts.Diagnostic[] = [];
  const checker = program.getTypeChecker();
  for (const diagnostic of found) {
    const { code, file, start } = diagnostic;
    if (code !== importAssigned || file === undefined || start === undefined) continue;
    const name = identifierAt(file, start);
    const exported = name && names.exportedName(name.text);
    const symbol = name && symbolOf(checker, name);
    const isEarlier = symbol?.declarations?.every(({ pos }) => pos < module.toModule(0)) ?? false;
    if (!name || !symbol || !exported || !isEarlier) {
      refused.push(diagnostic);
      continue;
    }
    const kind = kindOf(checker.getAliasedSymbol(symbol));
    if (kind !== 'variable') {
      const messageText = `Cannot assign to '${name.text}' because it is ${kind}.`;
      refused.push({ ...diagnostic, code: constantAssigned, messageText });
      continue;
    }
    const key = ts.isShorthandPropertyAssignment(name.parent) ? `${name.text}: ` : '';
    const inserts = `${key}${liveAlias}.${exported}`;
    edits.push({ at: module.toCell(name.getStart(file)), removes: name.text.length, inserts });
  }
  return { edits, refused };
}

function symbolOf(checker: ts.TypeChecker, name: ts.Identifier): ts.Symbol | undefined {
  return ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
}

function kindOf({ flags, declarations = [] }: ts.Symbol): string {
  const isConst = (node: ts.Declaration): boolean =>
    (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0;
  if (flags & ts.SymbolFlags.Variable) return declarations.some(isConst) ? 'a constant' : 'variable';
  if (flags & ts.SymbolFlags.Function) return 'a function';
  if (flags & ts.SymbolFlags.Class) return 'a class';
  return flags & ts.SymbolFlags.Enum ? 'an enum' : 'an import';
}
