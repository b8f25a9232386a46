/**
 * Stacks that name the lines of cells and of a student's own files, and leave out all between them: Node's frames, the
 * kernel's and those of packages. An error that comes from none of a student's lines keeps the stack that Node gives it.
 */
import { type SourcePosition, SourcePositions } from '../cells/source-positions';
import { textLines } from '../cells/text-lines';
import { isNativeError, runsCells } from './platform';

/** A call on the stack that stands in what the student wrote. */
export interface Frame {
  /** What was called, as the engine says it: `inner`, `async outer`, `new Net`; empty for the cell itself. */
  called: string;
  /** `cell 3` or `mine.ts`. */
  place: string;
  position: SourcePosition;
}

/** What is known of an error's stack. */
export interface Stack {
  frames: Frame[];
  /** The lines that the stack shows, each with its `    at `. */
  lines: string[];
}

/** Calls that are kept: below a student's line there may be many of a library. */
const keptCalls = 100;
/** Calls that are shown, as many as Node shows. */
const shownCalls = 10;

const scripts = new Map<string, { place: string; positions: Pick<SourcePositions, 'find'> }>();
const stacks = new WeakMap<object, Stack>();

/**
 * Makes emitted code known, so that stacks can name the lines that it was emitted from.
 *
 * @param script name under which the engine runs the code: `cell-3`, or the path of the student's file
 * @param place how it is called in a stack: `cell 3`, or the file as seen from the notebook's folder
 * @param emitted the source map of the code, and what it was emitted from
 */
export function nameScript(
  script: string,
  place: string,
  { map, source }: { map: string; source: string },
): void {
  scripts.set(script, { place, positions: new SourcePositions(map, source) });
}

/**
 * Makes a file of the student's known that runs as it is.
 *
 * @param script absolute path
 * @param place the file as seen from the notebook's folder
 * @param source the file's text
 */
export function nameFile(script: string, place: string, source: string): void {
  const lines = textLines(source);
  const find = (line: number, column: number): SourcePosition | undefined => {
    const text = lines[line - 1];
    return text === undefined ? undefined : { line, column, text };
  };
  scripts.set(script, { place, positions: { find } });
}

/** What is known of the stack of an error. One that the student has written by hand has no frames, only lines. */
export function stackOf(error: object): Stack {
  const text = readStack(error);
  const known = stacks.get(error);
  if (known !== undefined) return known;
  const lines = typeof text === 'string' ? text.split('\n').filter((line) => /^\s*at /.test(line)) : [];
  return { frames: [], lines };
}

/** The engine works a stack out when it is asked for first, by a function of the student's, maybe, which may throw. */
function readStack(error: object): unknown {
  try {
    return (error as { stack?: unknown }).stack;
  } catch {
    return undefined;
  }
}

/** Has `error.stack`, and with it all that prints errors, name the lines that the student wrote. */
export function nameCellsInStacks(): void {
  nameCellsInTexts();
  Error.stackTraceLimit = keptCalls;
  let own: Prepare | undefined;
  const prepare: Prepare = (error, calls) => {
    const { lines } = remember(error, calls);
    return [headOf(error), ...lines].join('\n');
  };
  Object.defineProperty(Error, 'prepareStackTrace', {
    configurable: true,
    enumerable: false,
    // A cell may bring a function of its own: the stack is then what that says, and the traceback names lines all the same.
    get: () => own ?? prepare,
    set(value: unknown) {
      own =
        typeof value !== 'function' || value === prepare
          ? undefined
          : (error, calls) => {
              remember(error, calls);
              return value.call(Error, error, calls);
            };
    },
  });
}

/** The same where the engine hands over no calls and writes a text by a getter of all errors, as Firefox does. */
function nameCellsInTexts(): void {
  const stack = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');
  const read = stack?.get;
  if (read === undefined) return;
  Object.defineProperty(Error.prototype, 'stack', {
    ...stack,
    get(this: Error) {
      const text: unknown = read.call(this);
      const frames =
        typeof text === 'string' ? text.split('\n').flatMap(frameOfText).slice(0, shownCalls) : [];
      if (frames.length === 0) return text;
      const lines = frames.map(frameText);
      stacks.set(this, { frames, lines });
      return [headOf(this), ...lines].join('\n');
    },
  });
}

type Prepare = (error: Error, calls: NodeJS.CallSite[]) => unknown;

function remember(error: Error, calls: NodeJS.CallSite[]): Stack {
  const limit = Error.stackTraceLimit === keptCalls ? shownCalls : calls.length;
  const frames = calls.flatMap(frameOf).slice(0, limit);
  const lines = frames.length > 0 ? frames.map(frameText) : foreignLines(calls).slice(0, limit);
  const stack = { frames, lines };
  stacks.set(error, stack);
  return stack;
}

/** The frame of a call that stands in what the student wrote; none for any other. */
function frameOf(call: NodeJS.CallSite): Frame[] {
  const script = call.getScriptNameOrSourceURL() ?? call.getFileName();
  const known = typeof script === 'string' ? scripts.get(script) : undefined;
  if (known === undefined) return [];
  const [line, column] = [call.getLineNumber() ?? 0, call.getColumnNumber() ?? 0];
  const position = known.positions.find(line, column - 1);
  if (position === undefined) return [];
  const called = calledBy(String(call), `${script}:${line}:${column}`);
  // What a browser evaluates has this for a name where it has none.
  const isNameless = call.isEval() && call.getFunctionName() === 'eval';
  return [{ called: isNameless ? called.replace(/ ?eval$/, '') : called, place: known.place, position }];
}

/** @param text a line of Firefox's: `inner@cell-3:4:5`, `async*outer@cell-3:2:3`, `outer/<@cell-3:2:9` within `outer` */
function frameOfText(text: string): Frame[] {
  const [, name = '', script = '', line, column] = /^(.*)@(.+):(\d+):(\d+)$/.exec(text) ?? [];
  const known = scripts.get(script);
  const position = known?.positions.find(Number(line), Number(column) - 1);
  if (known === undefined || position === undefined) return [];
  const called = name.replace(/^async\*/, 'async ').replace(/\S*\/?<$/, '');
  return [{ called: called.trim(), place: known.place, position }];
}

/** @param call as the engine writes it: `async outer (cell-3:4:5)`, `async cell-3:4:5` or `cell-3:4:5` */
function calledBy(call: string, place: string): string {
  const called = call.endsWith(`(${place})`)
    ? call.slice(0, -place.length - 2)
    : call.slice(0, -place.length);
  return called
    .trim()
    .replace(/\bexports\./, '') // where later cells may assign to it, which its author need not know
    .replace(/(\S+) \[as \1\]$/, '$1');
}

/** A frame as a line of a stack. */
function frameText({ called, place, position }: Frame): string {
  const where = `${place}, line ${position.line}`;
  if (called === '') return `    at ${where}`;
  return called === 'async' ? `    at async ${where}` : `    at ${called} (${where})`;
}

function foreignLines(calls: NodeJS.CallSite[]): string[] {
  const lines = calls.map((call) => ({ text: `    at ${call}`, file: call.getFileName() ?? '' }));
  const others = lines.filter(({ file }) => !runsCells(file));
  return (others.length > 0 ? others : lines).map(({ text }) => text);
}

/** What stands above the calls: the error's name and message, as Node writes them. */
function headOf(error: Error): string {
  try {
    const { code } = error as NodeJS.ErrnoException;
    // Node's own errors say their code here, others when they are printed.
    if (isNativeError(error) && typeof code === 'string' && code.startsWith('ERR_')) {
      return `${error.name} [${code}]${error.message === '' ? '' : `: ${error.message}`}`;
    }
    return Error.prototype.toString.call(error);
  } catch {
    return '<error>';
  }
}
