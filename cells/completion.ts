import ts from 'typescript';
import type { CellModule } from './cell-module';
import { liveAlias } from './cell-names';
import { completionKind } from './completion-kind';
import { importableModules } from './importable-modules';
import { inheritanceDepth } from './inheritance-depth';
import { matchQuality } from './match-quality';
import { moduleNameBefore, typedSpan } from './typed-span';

export interface CompletionMatch {
  text: string;
  /** What it is, in a word that JupyterLab shows beside it. */
  type: string;
}

/** What may stand at a place, and which part of the cell it replaces. */
export interface Completion {
  /** The best ones first. */
  matches: CompletionMatch[];
  /** Offset in the cell, in UTF-16 units. */
  start: number;
  end: number;
}

const preferences: ts.GetCompletionsAtPositionOptions = {
  includeSymbol: true,
  includeCompletionsForModuleExports: false,
  // One answer can replace one part of the cell only, and `['a b']` would replace the dot before it too.
  includeCompletionsWithInsertText: false,
  quotePreference: 'single',
};

/**
 * Finds what may stand where the cursor is: what begins with the word there or, where nothing does, what has its letters
 * at humps or within. A class's own members come before those that it inherits, names that begin with `_` last.
 *
 * @param service has the cell's module among its files
 * @param cursor offset in the cell, in UTF-16 units
 */
export function completeAt(service: ts.LanguageService, module: CellModule, cursor: number): Completion {
  const position = module.toModule(cursor);
  const program = service.getProgram();
  const file = program?.getSourceFile(module.path);
  if (!program || !file || service.getSpanOfEnclosingComment(module.path, position, false))
    return { matches: [], start: cursor, end: cursor };
  const span = typedSpan(file, position);
  const found = service.getCompletionsAtPosition(module.path, position, preferences);
  const checker = program.getTypeChecker();
  const named = moduleNameBefore(file, position);
  const entries =
    named === undefined ? (found?.entries ?? []) : importableModules(checker, named, found?.entries ?? []);
  const matches = ranked(checker, entries, file.text.slice(span.start, position));
  return {
    matches: matches.map((entry) => ({ text: entry.name, type: completionKind(checker, entry) })),
    start: module.toCell(span.start),
    end: module.toCell(span.end),
  };
}

/** Those that fit what was typed, the best first. */
function ranked(checker: ts.TypeChecker, entries: ts.CompletionEntry[], typed: string): ts.CompletionEntry[] {
  const named = new Map(entries.filter(isVisible).map((entry) => [entry.name, entry]));
  const fitting = [...named.values()].flatMap((entry) => {
    const quality = matchQuality(entry.name, typed);
    return quality === undefined ? [] : [{ entry, quality }];
  });
  const beginning = fitting.filter(({ quality }) => quality <= 1);
  const taken = beginning.length > 0 ? beginning : fitting;
  const symbols = taken.flatMap(({ entry }) => entry.symbol ?? []);
  const depthOf = inheritanceDepth(checker, symbols);
  const ranks = taken.map(({ entry, quality }) => ({
    entry,
    numbers: [entry.name.startsWith('_') ? 1 : 0, quality, depthOf(entry.symbol)],
  }));
  return ranks
    .sort((a, b) => compare(a.numbers, b.numbers) || compareEntries(a.entry, b.entry))
    .map(({ entry }) => entry);
}

function compare(one: number[], other: number[]): number {
  const differing = one.findIndex((number, index) => number !== other[index]);
  return differing === -1 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0);
}

/** TypeScript's own order, which it does not give to names of modules. */
function compareEntries(one: ts.CompletionEntry, other: ts.CompletionEntry): number {
  const isModule = one.kind === ts.ScriptElementKind.externalModuleName && other.kind === one.kind;
  return compareText(one.sortText, other.sortText) || (isModule ? compareText(one.name, other.name) : 0);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Names that the student can mean: not those that the compiler puts in, nor words of JavaScript files. */
function isVisible({ name, kind }: ts.CompletionEntry): boolean {
  if (kind === ts.ScriptElementKind.directory) return !/^\.|^node_modules$/.test(name);
  return name !== liveAlias && kind !== ts.ScriptElementKind.warning;
}
