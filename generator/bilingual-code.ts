import * as ts from 'typescript';
import type { Language } from './lecture-source';

/** A stretch of the code to be replaced. */
interface Edit {
  start: number;
  end: number;
  text: string;
}

/** One comment of the code, with what stands before it on its line. */
interface Comment {
  start: number;
  end: number;
  text: string;
  ownLine: boolean;
}

/**
 * Writes bilingual code in one language.
 *
 * `say({ pl: 'tak', en: 'yes' })` becomes the literal of that language. A comment `// pl: …` is followed by its
 * counterpart `// en: …`, on the same line or on the next ones; a further line of either is indented
 * (`//     more`). All other comments stay as they are.
 *
 * @param code statements of TypeScript
 * @param where file and line, for error messages
 * @throws {RangeError} where a text or a comment lacks its counterpart
 */
export function codeIn(language: Language, code: string, where: string): string {
  const file = ts.createSourceFile('cell.mts', code, ts.ScriptTarget.ESNext, true);
  const edits = [...sayEdits(file, language, where), ...commentEdits(file, language, where)];
  let result = code;
  for (const edit of edits.sort((a, b) => b.start - a.start)) {
    result = result.slice(0, edit.start) + edit.text + result.slice(edit.end);
  }
  return result;
}

function sayEdits(file: ts.SourceFile, language: Language, where: string): Edit[] {
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'say') {
      const text = wordsOf(node, 'pl', where) && wordsOf(node, language, where);
      edits.push({ ...stretchOf(node), text });
    } else {
      ts.forEachChild(node, visit);
    }
  };
  visit(file);
  return edits;
}

/** The literal of one language inside a call of `say`; both must be there. */
function wordsOf(call: ts.CallExpression, language: Language, where: string): string {
  const [words] = call.arguments;
  const texts = new Map<string, string>();
  if (words && ts.isObjectLiteralExpression(words)) {
    for (const property of words.properties) {
      if (ts.isPropertyAssignment(property))
        texts.set(property.name.getText(), property.initializer.getText());
    }
  }
  if (texts.size !== 2 || !texts.has('pl') || !texts.has('en')) {
    throw new RangeError(`Cannot read ${where}: say() takes { pl: …, en: … }, got ${call.getText()}`);
  }
  return texts.get(language) ?? '';
}

/** The call itself; where it is the only argument, the line breaks around it as well. */
function stretchOf(call: ts.CallExpression): { start: number; end: number } {
  const parent = call.parent;
  const alone = ts.isCallExpression(parent) && parent.arguments.length === 1 && parent.arguments[0] === call;
  return alone
    ? { start: call.getFullStart(), end: parent.getEnd() - 1 }
    : { start: call.getStart(), end: call.getEnd() };
}

/** All comments of a file, in order. */
export function commentsOf(file: ts.SourceFile): Comment[] {
  const found = new Map<number, Comment>();
  const text = file.text;
  const add = (ranges: ts.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) {
      const before = text.slice(text.lastIndexOf('\n', pos - 1) + 1, pos);
      found.set(pos, { start: pos, end, text: text.slice(pos, end), ownLine: before.trim() === '' });
    }
  };
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file);
    if (children.length > 0) {
      children.forEach(visit);
    } else {
      add(ts.getLeadingCommentRanges(text, node.getFullStart()));
      add(ts.getTrailingCommentRanges(text, node.getEnd()));
    }
  };
  visit(file);
  return [...found.values()].sort((a, b) => a.start - b.start);
}

function commentEdits(file: ts.SourceFile, language: Language, where: string): Edit[] {
  const edits: Edit[] = [];
  let current: Language | undefined;
  let awaited: Comment | undefined; // a Polish comment whose English has not come yet
  const complain = (comment: Comment): never => {
    throw new RangeError(`Cannot read ${where}: // pl: … is followed by // en: …, got ${comment.text}`);
  };
  for (const comment of commentsOf(file)) {
    if (comment.text.startsWith('// biome-ignore')) {
      edits.push(removal(file.text, comment));
      continue;
    }
    const pair = /^\/\/ pl: (?<pl>.*?) \/\/ en: (?<en>.*)$/.exec(comment.text)?.groups;
    const single = /^\/\/ (?<language>pl|en): (?<words>.*)$/.exec(comment.text)?.groups;
    if (pair) {
      edits.push({ ...comment, text: `// ${pair[language]}` });
      current = undefined;
    } else if (single) {
      if ((single.language === 'en') !== (awaited !== undefined) || !comment.ownLine) complain(comment);
      current = single.language as Language;
      awaited = current === 'pl' ? comment : undefined;
      edits.push(
        current === language ? { ...comment, text: `// ${single.words}` } : removal(file.text, comment),
      );
    } else if (current && comment.ownLine && comment.text.startsWith('//     ')) {
      const kept = { ...comment, text: `// ${comment.text.slice(2).trim()}` };
      edits.push(current === language ? kept : removal(file.text, comment));
    } else {
      current = undefined;
    }
  }
  if (awaited) complain(awaited);
  return edits;
}

/** Takes the comment's whole line away. */
function removal(text: string, comment: Comment): Edit {
  const start = text.lastIndexOf('\n', comment.start - 1) + 1;
  const next = text.indexOf('\n', comment.end);
  return { start, end: next < 0 ? text.length : next + 1, text: '' };
}
