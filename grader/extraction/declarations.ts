import ts from 'typescript';
import type { ParsedCell } from './parse-cells';

/** One top-level declaration of one name, cut so fine that it can be taken without its neighbours. */
export interface Declaration {
  name: string;
  parsed: ParsedCell;
  /** The part of the tree that the name stands for; what it mentions is what it needs. */
  node: ts.Node;
  /** The declaration as a statement of its own. */
  text: string;
  /** A later assignment to the name or to a part of it, such as `tools.kl = ...`, not its first declaration. */
  assignment: boolean;
  /** The module that an import brings the name from. */
  from?: string;
}

/** The name under which an anonymous `export default` is kept. */
export const defaultExport = 'export default';

/** Every top-level declaration and assignment of a cell, in order. Training loops, prints and other statements are none. */
export function declarationsOf(parsed: ParsedCell): Declaration[] {
  const known = declared.get(parsed);
  if (known) return known;
  const found = parsed.file.statements.flatMap((statement) => declarationsOfStatement(statement, parsed));
  declared.set(parsed, found);
  return found;
}

const declared = new WeakMap<ParsedCell, Declaration[]>();

function declarationsOfStatement(statement: ts.Statement, parsed: ParsedCell): Declaration[] {
  const declare = (name: string, node: ts.Node, text = node.getText(parsed.file)): Declaration => ({
    name,
    parsed,
    node,
    text,
    assignment: false,
  });

  if (ts.isImportDeclaration(statement)) return importsOf(statement, declare);
  if (ts.isImportEqualsDeclaration(statement)) {
    const reference = statement.moduleReference;
    const from = ts.isExternalModuleReference(reference) ? reference.expression : undefined;
    return [{ ...declare(statement.name.text, statement), ...fromModule(from) }];
  }
  if (ts.isVariableStatement(statement)) return variablesOf(statement, declare);
  if (ts.isFunctionDeclaration(statement)) {
    // A signature of an overload carries no code: the implementation says it all.
    return statement.body ? [declare(statement.name?.text ?? defaultExport, statement)] : [];
  }
  if (
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isModuleDeclaration(statement)
  ) {
    return [declare(statement.name?.text ?? defaultExport, statement)];
  }
  if (ts.isExportAssignment(statement)) {
    return [
      declare(defaultExport, statement, `export default ${statement.expression.getText(parsed.file)};`),
    ];
  }
  if (ts.isExpressionStatement(statement)) {
    const root = rootOfAssignment(statement.expression);
    return root === undefined ? [] : [{ ...declare(root, statement), assignment: true }];
  }
  return [];
}

/** One statement per variable, and per name where an object is taken apart, as `const { tf } = require(...)` does. */
function variablesOf(statement: ts.VariableStatement, declare: Declare): Declaration[] {
  if (statement.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword)) return [];
  const { flags, declarations } = statement.declarationList;
  const keyword = flags & ts.NodeFlags.Const ? 'const' : flags & ts.NodeFlags.Let ? 'let' : 'var';
  return declarations.flatMap((variable) => {
    const from = requiredModule(variable);
    if (from.from !== undefined && ts.isObjectBindingPattern(variable.name)) {
      const initializer = variable.initializer?.getText();
      return variable.name.elements.flatMap((element) =>
        namesBoundBy(element.name).map((name) => ({
          ...declare(name, element, `${keyword} { ${element.getText()} } = ${initializer};`),
          ...from,
        })),
      );
    }
    const text = `${keyword} ${variable.getText()};`;
    return namesBoundBy(variable.name).map((name) => ({ ...declare(name, variable, text), ...from }));
  });
}

type Declare = (name: string, node: ts.Node, text?: string) => Declaration;

/** One import per name, so that two imports of one name in different cells can be told apart. */
function importsOf(statement: ts.ImportDeclaration, declare: Declare): Declaration[] {
  const { importClause: clause, moduleSpecifier } = statement;
  if (!clause) return [];
  const module = moduleSpecifier.getText();
  const make = (name: string, node: ts.Node, bindings: string): Declaration => ({
    ...declare(name, node, `import ${bindings} from ${module};`),
    ...fromModule(moduleSpecifier),
  });
  const named = clause.namedBindings;
  return [
    ...(clause.name ? [make(clause.name.text, clause.name, clause.name.text)] : []),
    ...(named && ts.isNamespaceImport(named)
      ? [make(named.name.text, named, `* as ${named.name.text}`)]
      : []),
    ...(named && ts.isNamedImports(named)
      ? named.elements.map((element) => make(element.name.text, element, `{ ${element.getText()} }`))
      : []),
  ];
}

/** `const { x } = require('module')` brings a name from a module just as an import does. */
function requiredModule(variable: ts.VariableDeclaration): { from?: string } {
  const call = variable.initializer;
  if (!call || !ts.isCallExpression(call) || !ts.isIdentifier(call.expression)) return {};
  return call.expression.text === 'require' ? fromModule(call.arguments[0]) : {};
}

function fromModule(specifier: ts.Expression | undefined): { from?: string } {
  return specifier && ts.isStringLiteralLike(specifier) ? { from: specifier.text } : {};
}

function namesBoundBy(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesBoundBy(element.name) : []));
}

/** The name `a` that `a = ...`, `a.b = ...` or `a.b.c = ...` gives something to. */
function rootOfAssignment(expression: ts.Expression): string | undefined {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
    return undefined;
  let target = expression.left;
  while (ts.isPropertyAccessExpression(target) || ts.isElementAccessExpression(target))
    target = target.expression;
  return ts.isIdentifier(target) ? target.text : undefined;
}

/** `klLoss.note = ...` sets a member and is no definition of `klLoss`. */
export function setsMember(node: ts.Node): boolean {
  return (
    ts.isExpressionStatement(node) &&
    ts.isBinaryExpression(node.expression) &&
    !ts.isIdentifier(node.expression.left)
  );
}
