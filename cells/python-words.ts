/** For who comes from Python: what TypeScript writes instead, said only of what TypeScript has refused. */
import type { CellDiagnostic } from './compiled-cell';
import { pythonComment, pythonInside, pythonLines } from './python-lines';
import { pythonFunctions, pythonMethods, pythonNames } from './python-names';
import { isSyntax, unknownName } from './unknown-names';

/** What a line of Python is in TypeScript. Line and column count from 1. */
export interface PythonWords {
  line: number;
  column: number;
  sentence: string;
}

/**
 * Looks for Python in a cell.
 *
 * @param source the cell's lines
 * @param findings what the compiler found in it
 * @returns undefined where nothing that the compiler refused is Python
 */
export function inPythonWords(source: string[], findings: CellDiagnostic[]): PythonWords | undefined {
  const inCell = findings
    .filter(({ file }) => file === '')
    .sort((a, b) => a.line - b.line || a.column - b.column);
  const unknown = new Set(inCell.flatMap((finding) => unknownName(finding)?.name ?? []));
  for (const finding of inCell) {
    const { line, column } = finding;
    const text = source[line - 1] ?? '';
    const sentence =
      wordsOfLine(text, finding) ??
      wordsOfName(text, finding, unknown) ??
      wordsOfAssignment(text, finding, unknown);
    if (sentence !== undefined) return { line, column, sentence };
  }
  return undefined;
}

/** A line that TypeScript cannot read, or whose words it does not know. */
function wordsOfLine(text: string, finding: CellDiagnostic): string | undefined {
  if (text[finding.column - 1] === '#' && refusedHash.has(finding.code)) return pythonComment;
  if (!isSyntax(finding) && unknownName(finding) === undefined) return undefined;
  const bare = text
    .replace(/(['"`])(?:\\.|(?!\1).)*\1/g, '$1$1') // what stands in a text is no code
    .replace(/\/\/.*$/, '')
    .trim();
  const rules = isSyntax(finding) ? [...pythonLines, ...pythonInside] : pythonLines;
  return rules.find(({ pattern }) => pattern.test(bare))?.words;
}

/** What TypeScript says of `# comment` and of `#comment`. */
const refusedHash = new Set([1127, 18016]);
const missingMember = new Set([2339, 2550, 2551]);

/** A function, a constant, a package or a method of Python's. */
function wordsOfName(
  text: string,
  finding: CellDiagnostic,
  unknown: ReadonlySet<string>,
): string | undefined {
  const name = unknownName(finding)?.name;
  const instead =
    name === undefined
      ? undefined
      : (entry(pythonNames, name) ??
        (isBuiltIn(text, finding, name, unknown) ? entry(pythonFunctions, name) : undefined));
  if (instead !== undefined) return `\`${name}\` is Python's; TypeScript writes ${instead}`;
  const member = missingMember.has(finding.code) ? /^Property '(\w+)'/.exec(finding.message)?.[1] : undefined;
  const method = member === undefined ? undefined : entry(pythonMethods, member);
  return method && `\`.${member}\` is Python's; TypeScript writes ${method}`;
}

/** Whether a name that others use too is called, or used as a type, and no other is unknown that a cell above may declare. */
function isBuiltIn(
  text: string,
  { column }: CellDiagnostic,
  name: string,
  unknown: ReadonlySet<string>,
): boolean {
  const [before, after] = [text.slice(0, column - 1), text.slice(column - 1 + name.length)];
  return unknown.size === 1 && (/^\s*\(/.test(after) || /:\s*$/.test(before));
}

function entry(table: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** `x = 5` without `let`, where all that is unknown is what it assigns to. */
function wordsOfAssignment(
  text: string,
  finding: CellDiagnostic,
  unknown: ReadonlySet<string>,
): string | undefined {
  const name = unknownName(finding)?.name;
  const targets = /^\s*(\w+(?:\s*,\s*\w+)*)\s*=(?![=>])/.exec(text)?.[1]?.split(/\s*,\s*/) ?? [];
  if (name === undefined || !targets.includes(name)) return undefined;
  if ([...unknown].some((other) => !targets.includes(other))) return undefined;
  const declared = targets.length > 1 ? `let [${targets.join(', ')}] = […]` : `let ${name} = …`;
  return (
    `nothing is called \`${name}\` yet: TypeScript declares a variable with its first value, \`${declared}\`; ` +
    'where a cell above declares it, run that one first'
  );
}
