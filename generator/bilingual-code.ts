import * as ts from 'typescript';
import type { Language } from './lecture-source';

/** As wide as the formatter lets the lecture's code be, so that a cell need not be scrolled sideways. */
const maxWidth = 100;

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

/** What stands for a stretch in each language. */
interface Bilingual extends Omit<Edit, 'text'> {
  texts: Record<Language, string>;
}

function sayEdits(file: ts.SourceFile, language: Language, where: string): Edit[] {
  const comments = commentsOf(file);
  const words: Bilingual[] = [];
  const visit = (node: ts.Node): void => {
    if (isSay(node)) {
      words.push({ start: node.getStart(), end: node.getEnd(), texts: wordsOf(node, where) });
      return;
    }
    const joined = ts.isCallExpression(node) && joinedCall(node, comments, where);
    if (joined) words.push(joined);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return words.map(({ start, end, texts }) => ({ start, end, text: texts[language] }));
}

const isSay = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'say';

/** The literals inside a call of `say`; both languages must be there. */
function wordsOf(call: ts.CallExpression, where: string): Record<Language, string> {
  const [words] = call.arguments;
  const texts: Record<string, string> = {};
  if (words && ts.isObjectLiteralExpression(words)) {
    for (const property of words.properties) {
      if (ts.isPropertyAssignment(property)) texts[property.name.getText()] = property.initializer.getText();
    }
  }
  const { pl, en } = texts;
  if (Object.keys(texts).length !== 2 || pl === undefined || en === undefined) {
    throw new RangeError(`Cannot read ${where}: say() takes { pl: …, en: … }, got ${call.getText()}`);
  }
  return { pl, en };
}

/**
 * A call over several lines that fits on one once its words stand in one language; it must fit in both, so that the
 * languages share their layout. Undefined where it does not fit, holds a comment, or nothing is to be said in it.
 */
function joinedCall(call: ts.CallExpression, comments: Comment[], where: string): Bilingual | undefined {
  const [start, end] = [call.getStart(), call.getEnd()];
  const { text } = call.getSourceFile();
  if (!call.arguments.some(isSay) || comments.some((comment) => comment.start > start && comment.end < end))
    return;
  const inOne = (language: Language): string => {
    const words = call.arguments.map((part) =>
      isSay(part) ? wordsOf(part, where)[language] : part.getText(),
    );
    return `${call.expression.getText()}(${words.join(', ')})`;
  };
  const texts = { pl: inOne('pl'), en: inOne('en') };
  const column = start - text.lastIndexOf('\n', start - 1) - 1;
  const fits = (line: string): boolean => !line.includes('\n') && column + line.length < maxWidth;
  return fits(texts.pl) && fits(texts.en) ? { start, end, texts } : undefined;
}

/** All comments of a file, in order. */
function commentsOf(file: ts.SourceFile): Comment[] {
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
