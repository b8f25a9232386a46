import ts from 'typescript';
import { objectBrackets } from './object-cell';

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

/** The names that a declaration at a cell's top level gives to later cells. */
function declaredNames(statement: ts.Statement): string[] {
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

function isAugmentation({ flags, name }: ts.ModuleDeclaration): boolean {
  return (flags & ts.NodeFlags.GlobalAugmentation) !== 0 || ts.isStringLiteral(name);
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
