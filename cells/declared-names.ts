import ts from 'typescript';

/** The names that a declaration at a cell's top level gives to later cells. */
export function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    const { flags, declarations } = statement.declarationList;
    // What `using` holds is disposed of at the cell's end.
    if ((flags & ts.NodeFlags.Using) === ts.NodeFlags.Using) return [];
    return declarations.flatMap(({ name }) => boundNames(name));
  }
  const declares =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    (ts.isModuleDeclaration(statement) && !isAugmentation(statement));
  return declares && statement.name && ts.isIdentifier(statement.name) && statement.name.text !== ''
    ? [statement.name.text]
    : [];
}

/** Whether a declaration adds to what all files see: `declare global`, `declare module 'x'`. */
export function isAugmentation({ flags, name }: ts.ModuleDeclaration): boolean {
  return (flags & ts.NodeFlags.GlobalAugmentation) !== 0 || ts.isStringLiteral(name);
}

/** The names that a pattern binds. */
export function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return name.text === '' ? [] : [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

/** The names under which a cell has what it imports. */
export function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  const bindings = importClause?.namedBindings;
  return [
    ...(importClause?.name ? [importClause.name.text] : []),
    ...(bindings && ts.isNamespaceImport(bindings) ? [bindings.name.text] : []),
    ...(bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : []),
  ];
}
