import ts from 'typescript';
import { type Description, tagsOf, textOf } from './description';
import { inheritanceDepth } from './inheritance-depth';

/** A signature longer than this has a line for each parameter. */
const longestLine = 90;
/** So many options of an object are named. */
const mostOptions = 30;

/** Describes the call whose arguments a place stands in, with the argument there; not one around a function's body. */
export function callAround(
  service: ts.LanguageService,
  file: ts.SourceFile,
  position: number,
): Description | undefined {
  const help = service.getSignatureHelpItems(file.fileName, position, undefined);
  const item = help?.items[help.selectedItemIndex];
  const program = service.getProgram();
  if (!help || !item || !program) return undefined;
  const call = callOver(file, position);
  const { isVariadic, parameters } = item;
  const current = isVariadic ? Math.min(help.argumentIndex, parameters.length - 1) : help.argumentIndex;
  const parameter = parameters[current];
  const about = parameter && textOf(parameter.documentation);
  // A constructor without words of its own has those of its class.
  const callee = textOf(item.documentation) === '' && call ? nameOf(call.expression) : undefined;
  const words = callee && service.getQuickInfoAtPosition(file.fileName, callee.getStart(file));
  return {
    signature: signatureOf(
      item,
      current,
      help.items.length - 1,
      call !== undefined && ts.isNewExpression(call),
    ),
    here: [
      ...(parameter && about ? [{ name: parameter.name, text: about.replaceAll('\n', ' ') }] : []),
      ...optionsAt(program.getTypeChecker(), file, position),
    ],
    documentation: textOf(words ? words.documentation : item.documentation),
    tags: tagsOf(words ? words.tags : item.tags).filter(({ name }) => name !== 'param'),
  };
}

/** The signature, with carets below the current parameter. */
function signatureOf(item: ts.SignatureHelpItem, current: number, others: number, isNew: boolean): string {
  const before = `${isNew ? 'new ' : ''}${ts.displayPartsToString(item.prefixDisplayParts)}`;
  const behind = `${ts.displayPartsToString(item.suffixDisplayParts)}${overloads(others)}`;
  const parameters = item.parameters.map(({ displayParts }) => ts.displayPartsToString(displayParts));
  const flat = `${before}${parameters.join(', ')}${behind}`;
  const marked = parameters[current];
  if (marked === undefined) return flat;
  if (flat.length <= longestLine && !flat.includes('\n')) {
    const column = before.length + parameters.slice(0, current).join(', ').length + (current > 0 ? 2 : 0);
    return `${flat}\n${' '.repeat(column)}${'^'.repeat(marked.length)}`;
  }
  const lines = parameters.map((text, index) => {
    const line = `  ${text}${index < parameters.length - 1 ? ',' : ''}`;
    return index === current ? `${line}\n  ${'^'.repeat(item.parameters[index]?.name.length ?? 1)}` : line;
  });
  return [before, ...lines, behind].join('\n');
}

function overloads(others: number): string {
  return others === 0 ? '' : ` (+${others} overload${others === 1 ? '' : 's'})`;
}

/** What the object at a place may hold besides what it has, each with the first sentence about it. */
function optionsAt(checker: ts.TypeChecker, file: ts.SourceFile, position: number): Description['here'] {
  const object = innermost(file, position, ts.isObjectLiteralExpression);
  const type = object && checker.getContextualType(object);
  if (!object || !type) return [];
  const given = new Set(object.properties.map(({ name }) => name?.getText(file)));
  const options = checker
    .getPropertiesOfType(type)
    .filter(({ name }) => !given.has(name) && !name.startsWith('_'));
  if (options.length > mostOptions) return [];
  const depthOf = inheritanceDepth(checker, options);
  return options
    .toSorted((a, b) => depthOf(a) - depthOf(b))
    .map((option) => {
      const [text = ''] = textOf(option.getDocumentationComment(checker))
        .replaceAll('\n', ' ')
        .split(/(?<=\.) /);
      const optional = option.flags & ts.SymbolFlags.Optional ? '?' : '';
      return {
        name: `${option.name}${optional}: ${checker.typeToString(checker.getTypeOfSymbol(option))}`,
        text,
      };
    });
}

function callOver(file: ts.SourceFile, position: number): ts.CallExpression | ts.NewExpression | undefined {
  const isCall = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
    (ts.isCallExpression(node) || ts.isNewExpression(node)) && position > node.expression.end;
  return innermost(file, position, isCall);
}

/** The innermost node of a kind that a place stands in, or right behind where its closing bracket is missing. */
function innermost<T extends ts.Node>(
  file: ts.SourceFile,
  position: number,
  isSought: (node: ts.Node) => node is T,
): T | undefined {
  // A node ends with its last token, and the place may stand some spaces behind that.
  const place = file.text.slice(0, position).trimEnd().length;
  const isClosed = (node: ts.Node): boolean => ')}]'.includes(file.text.charAt(node.end - 1));
  let found: T | undefined;
  const visit = (node: ts.Node): void => {
    if (place <= node.getStart(file) || place > node.end) return;
    if (isSought(node) && (place < node.end || !isClosed(node))) found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found;
}

function nameOf(callee: ts.Expression): ts.Node {
  return ts.isPropertyAccessExpression(callee) ? callee.name : callee;
}
