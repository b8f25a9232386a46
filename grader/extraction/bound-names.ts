import ts from 'typescript';

/** The names that a variable's name or pattern binds. */
export function namesBoundBy(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesBoundBy(element.name) : []));
}

/** The lists of variables that `var` begins anywhere within, functions left out: they belong to the function around. */
export function varLists(
  node: ts.Node,
  lists: ts.VariableDeclarationList[] = [],
): ts.VariableDeclarationList[] {
  ts.forEachChild(node, (part) => {
    if (ts.isFunctionLike(part) || ts.isClassLike(part) || ts.isModuleDeclaration(part)) return;
    if (ts.isVariableDeclarationList(part) && !(part.flags & ts.NodeFlags.BlockScoped)) lists.push(part);
    varLists(part, lists);
  });
  return lists;
}

/** The names that those lists bind. */
export const varNames = (node: ts.Node): string[] =>
  varLists(node).flatMap(({ declarations }) => declarations.flatMap(({ name }) => namesBoundBy(name)));

/** The names that the statements of a block bind in it. */
export function blockNames(statements: readonly ts.Statement[]): string[] {
  return statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      const { flags, declarations } = statement.declarationList;
      return flags & ts.NodeFlags.BlockScoped ? declarations.flatMap(({ name }) => namesBoundBy(name)) : [];
    }
    const named =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement) ||
      ts.isModuleDeclaration(statement) ||
      ts.isImportEqualsDeclaration(statement);
    return named && statement.name && ts.isIdentifier(statement.name) ? [statement.name.text] : [];
  });
}
