import ts from 'typescript';

/**
 * The names that a part of a cell takes from outside itself: those that the compiler resolves to the
 * cell's top level or not at all. Local variables and parameters, also such that shadow an outer name, are none.
 */
export class FreeNames {
  readonly #checkers = new Map<ts.SourceFile, ts.TypeChecker>();

  of(node: ts.Node, file: ts.SourceFile): Set<string> {
    const checker = this.#checkerOf(file);
    const free = new Set<string>();
    const visit = (part: ts.Node): void => {
      if (ts.isIdentifier(part) && isReference(part) && isOutside(symbolOf(part, checker), file))
        free.add(part.text);
      ts.forEachChild(part, visit);
    };
    visit(node);
    return free;
  }

  /** A program of the one cell alone: no library, no other file, so that only the scopes of the cell count. */
  #checkerOf(file: ts.SourceFile): ts.TypeChecker {
    const known = this.#checkers.get(file);
    if (known) return known;
    const host: ts.CompilerHost = {
      getSourceFile: (name) => (name === file.fileName ? file : undefined),
      getDefaultLibFileName: () => 'none.d.ts',
      writeFile: () => {},
      getCurrentDirectory: () => '/',
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      fileExists: (name) => name === file.fileName,
      readFile: () => undefined,
    };
    const options: ts.CompilerOptions = {
      noLib: true,
      noResolve: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
    };
    const checker = ts.createProgram([file.fileName], options, host).getTypeChecker();
    this.#checkers.set(file, checker);
    return checker;
  }
}

function symbolOf(name: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (ts.isShorthandPropertyAssignment(name.parent))
    return checker.getShorthandAssignmentValueSymbol(name.parent);
  if (ts.isExportSpecifier(name.parent)) return checker.getExportSpecifierLocalTargetSymbol(name.parent);
  return checker.getSymbolAtLocation(name);
}

function isOutside(symbol: ts.Symbol | undefined, file: ts.SourceFile): boolean {
  const declarations = symbol?.declarations;
  return declarations === undefined || declarations.some((declaration) => isTopLevel(declaration, file));
}

function isTopLevel(declaration: ts.Node, file: ts.SourceFile): boolean {
  let node = declaration.parent;
  while (
    node !== undefined &&
    (ts.isVariableDeclaration(node) ||
      ts.isVariableDeclarationList(node) ||
      ts.isVariableStatement(node) ||
      isBindingPart(node) ||
      isImportPart(node))
  ) {
    node = node.parent;
  }
  return node === file;
}

const isBindingPart = (node: ts.Node): boolean =>
  ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node) || ts.isBindingElement(node);

const isImportPart = (node: ts.Node): boolean =>
  ts.isNamedImports(node) || ts.isImportClause(node) || ts.isImportDeclaration(node);

/** An identifier that mentions something: not a member's name, a key, a label or the name being declared. */
function isReference(name: ts.Identifier): boolean {
  const parent = name.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name;
  if (ts.isQualifiedName(parent)) return parent.left === name;
  if (ts.isBindingElement(parent)) return parent.initializer === name;
  if (ts.isPropertyAssignment(parent) || ts.isEnumMember(parent)) return parent.initializer === name;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isImportSpecifier(parent) || ts.isNamespaceImport(parent) || ts.isImportClause(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  if (ts.isExportSpecifier(parent)) return parent.propertyName === undefined || parent.propertyName === name;
  if (ts.isTypePredicateNode(parent) || ts.isMetaProperty(parent) || ts.isNamedTupleMember(parent))
    return false;
  return !('name' in parent && parent.name === name);
}
