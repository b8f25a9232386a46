import ts from 'typescript';
import { analyse } from './analyse';
import { namesBoundBy, varNames } from './bound-names';
import type { ParsedCell } from './parse-cells';
import type { Piece } from './piece';

/** The name under which an anonymous `export default` is kept. */
export const defaultExport = 'export default';

type Part = Pick<Piece, 'kind' | 'names'> & Partial<Pick<Piece, 'node' | 'text' | 'from' | 'member'>>;

const cut = new WeakMap<ParsedCell, Piece[]>();

/**
 * All statements of a cell, in order, imports name by name and variables one by one. A cell that nests deeper than can be
 * walked has none, and says so.
 */
export function piecesOf(parsed: ParsedCell): Piece[] {
  const known = cut.get(parsed);
  if (known) return known;
  try {
    return cutCell(parsed);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    parsed.tooDeep = true;
    cut.set(parsed, []);
    return [];
  }
}

function cutCell(parsed: ParsedCell): Piece[] {
  const pieces = parsed.file.statements.flatMap((statement) =>
    partsOf(statement).map((part, _, { length }): Piece => {
      const node = part.node ?? statement;
      const lasting = part.kind !== 'statement';
      return {
        text: '',
        ...part,
        ...analyse(node, parsed.file, lasting),
        node,
        statement,
        siblings: length,
        parsed,
        order: 0,
      };
    }),
  );
  cut.set(parsed, pieces);
  return pieces;
}

function partsOf(statement: ts.Statement): Part[] {
  if (ts.isImportDeclaration(statement)) return importsOf(statement);
  if (ts.isImportEqualsDeclaration(statement)) return importEquals(statement);
  if (isAmbient(statement) || ts.isEmptyStatement(statement)) return [];
  if (ts.isVariableStatement(statement)) return variablesOf(statement);
  if (ts.isFunctionDeclaration(statement)) {
    // A signature of an overload carries no code: the implementation says it all.
    return statement.body ? [{ kind: 'function', names: [statement.name?.text ?? defaultExport] }] : [];
  }
  if (ts.isClassDeclaration(statement))
    return [{ kind: 'class', names: [statement.name?.text ?? defaultExport] }];
  if (ts.isEnumDeclaration(statement) || ts.isModuleDeclaration(statement))
    return [{ kind: 'merging', names: [statement.name.text] }];
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    return [{ kind: 'type', names: [statement.name.text] }];
  if (ts.isExportAssignment(statement)) return [{ kind: 'variable', names: [defaultExport] }];
  if (ts.isExportDeclaration(statement)) return [{ kind: 'export', names: [] }];
  return [{ kind: 'statement', names: varNames(statement) }];
}

const isAmbient = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false);

/** One variable per piece, and one name where an object of a module is taken apart: `const { tf } = require(...)`. */
function variablesOf({ declarationList: { declarations, flags } }: ts.VariableStatement): Part[] {
  const keyword = keywordOf(flags);
  return declarations.flatMap((variable): Part[] => {
    const { name, initializer } = variable;
    const from = initializer && moduleRequired(initializer);
    if (initializer === undefined || from === undefined || ts.isArrayBindingPattern(name)) {
      const names = namesBoundBy(name);
      return [{ kind: 'variable', names, node: variable, text: `${keyword} ${variable.getText()};` }];
    }
    const text = `${keyword} ${variable.getText()};`;
    if (ts.isIdentifier(name)) return [{ kind: 'import', names: [name.text], node: name, text, from }];
    if (!name.elements.every(isPlain))
      return [{ kind: 'variable', names: namesBoundBy(name), node: variable, text, from }];
    return name.elements.map((element): Part => {
      const key = (element.propertyName ?? element.name) as ts.Identifier;
      return {
        kind: 'import',
        names: namesBoundBy(element.name),
        node: element.name,
        text: `${keyword} { ${element.getText()} } = ${initializer.getText()};`,
        from,
        member: key.text,
      };
    });
  });
}

/** `{ a }` and `{ a: b }`, which need no more than a member of the module. */
const isPlain = ({ name, propertyName, initializer, dotDotDotToken }: ts.BindingElement): boolean =>
  ts.isIdentifier(name) &&
  (propertyName === undefined || ts.isIdentifier(propertyName)) &&
  initializer === undefined &&
  dotDotDotToken === undefined;

/** The word that a list of variables begins with. */
export function keywordOf(flags: ts.NodeFlags): string {
  const blockScoped = flags & ts.NodeFlags.BlockScoped;
  if (blockScoped === ts.NodeFlags.AwaitUsing) return 'await using';
  if (blockScoped === ts.NodeFlags.Using) return 'using';
  if (blockScoped === ts.NodeFlags.Const) return 'const';
  return blockScoped === ts.NodeFlags.Let ? 'let' : 'var';
}

/** The module that `require('module')` names. */
function moduleRequired(call: ts.Expression): string | undefined {
  if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return undefined;
  const [name] = call.arguments;
  return call.expression.text === 'require' && name && ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** One import per name, so that an answer takes no more of a module than it needs. */
function importsOf({ importClause: clause, moduleSpecifier }: ts.ImportDeclaration): Part[] {
  if (!clause || clause.isTypeOnly || !ts.isStringLiteral(moduleSpecifier)) return [];
  const from = moduleSpecifier.text;
  const part = (name: ts.Identifier, bindings: string, member?: string): Part => ({
    kind: 'import',
    names: [name.text],
    node: name,
    text: `import ${bindings} from ${moduleSpecifier.getText()};`,
    from,
    ...(member !== undefined && { member }),
  });
  const { name, namedBindings: named } = clause;
  return [
    ...(name ? [part(name, name.text, 'default')] : []),
    ...(named && ts.isNamespaceImport(named) ? [part(named.name, `* as ${named.name.text}`)] : []),
    ...(named && ts.isNamedImports(named)
      ? named.elements
          .filter(({ isTypeOnly }) => !isTypeOnly)
          .map((element) =>
            part(element.name, `{ ${element.getText()} }`, (element.propertyName ?? element.name).text),
          )
      : []),
  ];
}

/** `import a = require('module')`, and the alias `import a = Space.b`. */
function importEquals(statement: ts.ImportEqualsDeclaration): Part[] {
  const { moduleReference: reference, name, isTypeOnly } = statement;
  if (isTypeOnly) return [];
  if (!ts.isExternalModuleReference(reference)) return [{ kind: 'variable', names: [name.text] }];
  if (!ts.isStringLiteralLike(reference.expression)) return [];
  const from = reference.expression.text;
  return [{ kind: 'import', names: [name.text], node: name, from }];
}
