import ts from 'typescript';
import { varLists } from './bound-names';
import { defaultExport, keywordOf } from './cut-pieces';
import { type Edit, edited } from './edits';
import { isNamedWithin, type Naming } from './naming';
import type { Piece } from './piece';

/**
 * A piece as a statement of the block that is run.
 *
 * @param certain whether it has to succeed; else it may fail without harm
 */
export function writePiece(piece: Piece, naming: Naming, certain: boolean): string {
  const { kind, node, names } = piece;
  const text = written(piece, naming);
  const slot = names.some((name) => naming.slots.has(name));
  if (kind === 'import')
    return attempt(`${names[0]} = ${imported(piece, naming.own('require'), naming)};`, certain);
  if (kind === 'statement') return attempt(text, certain);
  if (isNamedWithin(piece)) {
    const [name = ''] = names;
    const within = naming.inCell(piece, name);
    return within === undefined || kind === 'function' ? text : `${text}\n${name} = ${within};`;
  }
  if (ts.isVariableDeclaration(node) && slot) return attempt(text, certain);
  if (ts.isVariableDeclaration(node)) {
    const list = node.parent as ts.VariableDeclarationList;
    return `${keywordOf(list.flags)} ${text};`;
  }
  return text;
}

/** What an import brings, by way of the function that loads modules. */
export function imported({ from, member }: Piece, load: string, naming: Naming): string {
  const module = `${load}(${JSON.stringify(from)})`;
  if (member === 'default') return `${naming.own('default')}(${module})`;
  return member === undefined ? module : `${module}[${JSON.stringify(member)}]`;
}

const attempt = (text: string, certain: boolean): string => (certain ? text : `try {\n${text}\n} catch {}`);

/** The piece's text with the names that it has in the block, free of what is only for modules. */
function written(piece: Piece, naming: Naming): string {
  const { node, parsed, names, references, imports } = piece;
  const { file } = parsed;
  const edits: Edit[] = imports.map((start) => ({
    start,
    end: start + 'import'.length,
    text: naming.own('import'),
  }));
  for (const { name, start, end, shorthand } of references) {
    const within = naming.inCell(piece, name);
    if (within !== undefined) edits.push({ start, end, text: shorthand ? `${name}: ${within}` : within });
  }
  const whole = (start = node.getStart(file), end = node.end): string => edited(file.text, start, end, edits);

  if (ts.isExportAssignment(node))
    return `const ${naming.own('exported')} = ${whole(node.expression.getStart(file), node.expression.end)};`;
  if (ts.isImportEqualsDeclaration(node)) {
    const { moduleReference: reference } = node;
    return `const ${node.name.text} = ${whole(reference.getStart(file), reference.end)};`;
  }
  if (ts.isVariableDeclaration(node)) {
    if (!names.some((name) => naming.slots.has(name))) return whole();
    edits.push(...asAssignment(node, file));
    return `${whole()}${node.initializer ? '' : ' = undefined'};`;
  }
  if (piece.kind === 'statement') {
    for (const list of varLists(node)) {
      const own = list.declarations.flatMap((one) => asAssignment(one, file));
      if (!names.some((name) => naming.slots.has(name))) continue;
      const start = list.getStart(file);
      const first = list.declarations[0]?.getStart(file) ?? start;
      const apart = ts.isVariableStatement(list.parent) && ts.isBlock(list.parent.parent) ? ';' : '';
      edits.push({ start, end: first, text: apart }, ...own);
    }
    return whole();
  }
  edits.push(...moduleWords(node, file));
  if (isNamedWithin(piece)) edits.push(nameEdit(piece, naming));
  return whole();
}

/** `a: T = x` as `a = x`, `{ a } = x` as `({ a } = x)`. */
function asAssignment(
  { name, type, exclamationToken, initializer }: ts.VariableDeclaration,
  file: ts.SourceFile,
): Edit[] {
  const end = type?.end ?? exclamationToken?.end ?? name.end;
  const edits: Edit[] = end > name.end ? [{ start: name.end, end, text: '' }] : [];
  if (ts.isObjectBindingPattern(name) && initializer)
    edits.push(
      { start: name.getStart(file), end: name.getStart(file), text: '(' },
      { start: initializer.end, end: initializer.end, text: ')' },
    );
  return edits;
}

/** `export` and `default` in front of a declaration. */
function moduleWords(node: ts.Node, file: ts.SourceFile): Edit[] {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers
    .filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword)
    .map((word) => ({ start: word.getStart(file), end: word.end, text: '' }));
}

/** The name of a function or class: its own, the one that it has in its cell alone, or one where it has none. */
function nameEdit(piece: Piece, naming: Naming): Edit {
  const { node, names, parsed } = piece as Piece & { node: ts.FunctionDeclaration | ts.ClassDeclaration };
  const [name = ''] = names;
  if (node.name) {
    const start = node.name.getStart(parsed.file);
    return { start, end: node.name.end, text: naming.inCell(piece, name) ?? name };
  }
  const words = node.getChildren(parsed.file);
  const at =
    words.findLast(({ kind }) => kind === ts.SyntaxKind.AsteriskToken) ??
    words.find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword || kind === ts.SyntaxKind.ClassKeyword);
  const end = at?.end ?? node.getStart(parsed.file);
  return { start: end, end, text: ` ${naming.own(name === defaultExport ? 'exported' : name)} ` };
}
