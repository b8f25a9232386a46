import ts from 'typescript';
import type { Edit } from './cell-module';
import { boundNames, declaredNames, importedNames, isAugmentation } from './declared-names';
import { objectBrackets } from './object-cell';

/** What a cell declares at its top level. */
export interface Declarations {
  /** All names, of types too, that later cells see. */
  names: string[];
  /** Those among them that later cells may assign to. */
  variables: string[];
  /** Those among the names that stand in an export list behind the cell: what it imports, and each `var` of a block. */
  listed: string[];
  /** All names in the cell's text, declared here or elsewhere. */
  identifiers: string[];
  /** Puts `export` before each declaration that has none, and makes a module's text of what may stand in a file alone. */
  exports: Edit[];
  /** Whether the cell adds to what all files see: `declare global`, `declare module 'x'`. */
  augments: boolean;
  /** Whether the cell asks not to be checked, by `// @ts-nocheck`. */
  unchecked: boolean;
}

/** Finds what a cell declares at its top level, as far as it can be parsed. */
export function declarationsOf(source: string): Declarations {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, false, ts.ScriptKind.TS);
  const names = new Set<string>();
  const variables = new Set<string>();
  const listed = new Set(file.statements.flatMap(blockVariables));
  // The first line of a script, which no module may have further down.
  const exports: Edit[] = source.startsWith('#!')
    ? [{ at: 0, removes: 2, inserts: '//' }]
    : objectBrackets(file);
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) for (const name of importedNames(statement)) listed.add(name);
    if (ts.isExportDeclaration(statement)) exports.push(...listedAnew(statement));
    const declared = declaredNames(statement);
    for (const name of declared) names.add(name);
    // What is declared in a block as well can only be exported as a whole.
    if (declared.some((name) => listed.has(name))) {
      for (const name of declared) listed.add(name);
      continue;
    }
    if (ts.isVariableStatement(statement) && !(statement.declarationList.flags & ts.NodeFlags.Const))
      for (const name of declared) variables.add(name);
    if (declared.length > 0) exports.push(...exported(statement, file));
  }
  for (const name of listed) names.add(name);
  const unchecked = (ts.getLeadingCommentRanges(source, 0) ?? []).some(({ pos, end }) =>
    /^\/\/\/?\s*@ts-nocheck\b/.test(source.slice(pos, end)),
  );
  return {
    names: [...names],
    variables: [...variables],
    listed: [...listed],
    identifiers: identifiersOf(file),
    exports,
    augments: file.statements.some((one) => ts.isModuleDeclaration(one) && isAugmentation(one)),
    unchecked,
  };
}

/** Exports a declaration under its name, also one that is exported as `default`. */
function exported(statement: ts.Statement, file: ts.SourceFile): Edit[] {
  const modifiers = ts.canHaveModifiers(statement) ? (statement.modifiers ?? []) : [];
  const other = modifiers.find(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  if (other) return [{ at: other.getStart(file), removes: 'default'.length, inserts: '' }];
  const isExported = modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return isExported ? [] : [{ at: statement.getStart(file), removes: 0, inserts: 'export ' }];
}

/** Gives the names of an export list of the cell's own another name there: they are exported where they are declared. */
function listedAnew({ exportClause, moduleSpecifier }: ts.ExportDeclaration): Edit[] {
  if (moduleSpecifier || !exportClause || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements
    .filter(({ propertyName }) => propertyName === undefined)
    .map(({ name }) => ({ at: name.end, removes: 0, inserts: ` as ${name.text}$listed` }));
}

/** Names of `var` in the blocks and loops of a statement, which the whole cell sees. */
function blockVariables(statement: ts.Statement): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isModuleDeclaration(node)) return;
    if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped))
      found.push(...node.declarations.flatMap(({ name }) => boundNames(name)));
    ts.forEachChild(node, visit);
  };
  if (!ts.isVariableStatement(statement)) visit(statement);
  return found;
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
