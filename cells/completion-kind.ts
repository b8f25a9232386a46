import ts from 'typescript';

const { ScriptElementKind: kind } = ts;

/** TypeScript's kinds in the words of Jupyter's clients. */
const words: ReadonlyMap<ts.ScriptElementKind, string> = new Map([
  [kind.keyword, 'keyword'],
  [kind.primitiveType, 'keyword'],
  [kind.moduleElement, 'module'],
  [kind.externalModuleName, 'module'],
  [kind.scriptElement, 'path'],
  [kind.directory, 'path'],
  [kind.classElement, 'class'],
  [kind.localClassElement, 'class'],
  [kind.interfaceElement, 'interface'],
  [kind.typeElement, 'type'],
  [kind.typeParameterElement, 'type'],
  [kind.enumElement, 'enum'],
  [kind.enumMemberElement, 'constant'],
  [kind.constElement, 'constant'],
  [kind.string, 'constant'],
  [kind.variableElement, 'variable'],
  [kind.localVariableElement, 'variable'],
  [kind.variableUsingElement, 'variable'],
  [kind.variableAwaitUsingElement, 'variable'],
  [kind.letElement, 'variable'],
  [kind.parameterElement, 'variable'],
  [kind.functionElement, 'function'],
  [kind.localFunctionElement, 'function'],
  [kind.memberFunctionElement, 'method'],
  [kind.memberVariableElement, 'property'],
  [kind.memberGetAccessorElement, 'property'],
  [kind.memberSetAccessorElement, 'property'],
  [kind.memberAccessorVariableElement, 'property'],
]);

/** What a completion is: `function`, `class`, `interface`, `module`, `keyword`, `property`, `method`, `constant`, … */
export function completionKind(checker: ts.TypeChecker, { kind: given, symbol }: ts.CompletionEntry): string {
  const word = given === kind.alias && symbol ? aliasedKind(checker, symbol) : words.get(given);
  if (symbol === undefined || (word !== 'constant' && word !== 'variable' && word !== 'property'))
    return word ?? given;
  const type = checker.getTypeOfSymbol(aliased(checker, symbol));
  if (type.getConstructSignatures().length > 0) return 'class';
  if (type.getCallSignatures().length === 0) return word;
  return word === 'property' ? 'method' : 'function';
}

function aliased(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function aliasedKind(checker: ts.TypeChecker, symbol: ts.Symbol): string {
  const { flags, declarations = [] } = aliased(checker, symbol);
  if (flags & ts.SymbolFlags.Function) return 'function';
  if (flags & ts.SymbolFlags.Class) return 'class';
  if (flags & ts.SymbolFlags.Enum) return 'enum';
  if (flags & ts.SymbolFlags.Variable)
    return declarations.some((node) => ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const)
      ? 'constant'
      : 'variable';
  if (flags & ts.SymbolFlags.Interface) return 'interface';
  if (flags & ts.SymbolFlags.TypeAlias) return 'type';
  return 'module';
}
