import ts from 'typescript';

/** A cell's text as a module that the compiler can check beside the others. */
export interface CellModule {
  /** Absolute path of the virtual file. */
  readonly path: string;
  /** The module's text: imports of earlier cells' names on a line of their own, then the cell with its declarations exported. */
  readonly text: string;
  /** The cell's text. */
  readonly source: string;
  /** From an offset in the cell (UTF-16) to the one in the module. */
  toModule(offset: number): number;
  /** From an offset in the module to the nearest one in the cell. */
  toCell(offset: number): number;
}

/** A change of a cell's text on its way into a module. */
export interface Edit {
  /** Where it stands in the cell, as an offset. */
  at: number;
  /** How many characters it replaces. */
  removes: number;
  inserts: string;
}

/** What a cell declares at its top level. */
export interface Declarations {
  /** All names, of types too, that later cells see. */
  names: string[];
  /** Those among them that later cells may assign to. */
  variables: string[];
  /** Those among the names that the cell imports. */
  imported: string[];
  /** All names in the cell's text, declared here or elsewhere. */
  identifiers: string[];
  /** Puts `export` before each declaration that has none. */
  exports: Edit[];
}

/** Finds what a cell declares at its top level, as far as it can be parsed. */
export function declarationsOf(source: string): Declarations {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  const names = new Set<string>();
  const variables = new Set<string>();
  const imported = new Set<string>();
  const exports: Edit[] = [];
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const name of importedNames(statement)) imported.add(name);
      continue;
    }
    const declared = declaredNames(statement);
    if (declared.length === 0) continue;
    for (const name of declared) names.add(name);
    if (ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const))
      for (const name of declared) variables.add(name);
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword))
      exports.push({ at: statement.getStart(file), removes: 0, inserts: 'export ' });
  }
  for (const name of imported) names.add(name);
  return {
    names: [...names],
    variables: [...variables],
    imported: [...imported],
    identifiers: identifiersOf(file),
    exports,
  };
}

function identifiersOf(file: ts.SourceFile): string[] {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.add(node.text);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found];
}

/**
 * Makes a module of a cell.
 *
 * @param prelude code before the cell, of one line
 * @param edits changes of the cell's text, none inside another
 */
export function cellModule(
  path: string,
  source: string,
  prelude: string,
  edits: Edit[],
  epilogue: string,
): CellModule {
  const sorted = [...edits].sort((a, b) => a.at - b.at);
  let text = `${prelude}\n`;
  const start = text.length;
  let done = 0;
  for (const { at, removes, inserts } of sorted) {
    text += source.slice(done, at) + inserts;
    done = at + removes;
  }
  text += `${source.slice(done)}\n${epilogue}`;
  const toModule = (offset: number): number => {
    let shift = start;
    for (const { at, removes, inserts } of sorted) {
      if (at + removes > offset) break;
      shift += inserts.length - removes;
    }
    return offset + shift;
  };
  const toCell = (offset: number): number => {
    let shift = start;
    for (const { at, removes, inserts } of sorted) {
      if (offset < at + shift) break;
      if (offset < at + shift + inserts.length) return at;
      shift += inserts.length - removes;
    }
    return Math.min(Math.max(0, offset - shift), source.length);
  };
  return { path, text, source, toModule, toCell };
}

function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(statement) && (statement.modifiers ?? []).some((modifier) => modifier.kind === kind)
  );
}

/** The names that a declaration at a cell's top level gives to later cells. */
function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    const { flags, declarations } = statement.declarationList;
    // What `using` holds is disposed of at the cell's end.
    if ((flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) return [];
    return declarations.flatMap(({ name }) => boundNames(name));
  }
  if (hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) return [];
  const declares =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    (ts.isModuleDeclaration(statement) && !(statement.flags & ts.NodeFlags.GlobalAugmentation));
  return declares && statement.name && ts.isIdentifier(statement.name) && statement.name.text !== ''
    ? [statement.name.text]
    : [];
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return name.text === '' ? [] : [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  return [
    ...(importClause?.name ? [importClause.name.text] : []),
    ...(bindings && ts.isNamespaceImport(bindings) ? [bindings.name.text] : []),
    ...(bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : []),
  ];
}
