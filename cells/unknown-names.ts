import type { CellDiagnostic } from './compiled-cell';

/** A name that a cell uses and nothing declares. */
export interface UnknownName {
  name: string;
  /** A name that exists and is written nearly alike; undefined where there is none. */
  similar: string | undefined;
  finding: CellDiagnostic;
}

/**
 * TypeScript's numbers for "Cannot find name", "Cannot find namespace", "No value exists in scope for the shorthand
 * property" and "only refers to a type". Where it knows the name from elsewhere it asks for the types of Node, of a test
 * runner or of a browser under numbers of their own.
 */
const unknown = new Set([2304, 2503, 2552, 2580, 2581, 2582, 2584, 2591, 2592, 2593, 2693, 2833, 18004]);
/** "Only refers to a type" is said of these as well, and no cell can declare them. */
const keywords = new Set([
  'any',
  'bigint',
  'boolean',
  'never',
  'number',
  'object',
  'string',
  'symbol',
  'unknown',
]);

/** @returns the unknown name that a finding is about; undefined where it is about something else */
export function unknownName(finding: CellDiagnostic): UnknownName | undefined {
  const name = unknown.has(finding.code) ? /'(.+?)'/.exec(finding.message)?.[1] : undefined;
  if (finding.file !== '' || name === undefined || keywords.has(name)) return undefined;
  return { name, similar: /Did you mean '(.+?)'\?/.exec(finding.message)?.[1], finding };
}

/** What follows from a name of an unknown type: parameters without one, values that may be anything. */
const followsFromUnknown = ({ code }: CellDiagnostic): boolean =>
  (code >= 7000 && code < 7100) || code === 2347 || code === 2571 || code === 18046;

/** Whether a finding is of a text that TypeScript cannot read. */
export const isSyntax = ({ code }: CellDiagnostic): boolean => code < 2000;

/**
 * Finds out whether a cell fails only because cells above it have not run.
 *
 * @param findings what the compiler found
 * @param isFresh whether no cell has run yet, so that whatever else is wrong may well follow from that
 * @returns the unknown names, each once; none where something else is wrong
 */
export function namesOfCellsAbove(findings: CellDiagnostic[], isFresh: boolean): UnknownName[] {
  const names = new Map<string, UnknownName>();
  for (const finding of findings) {
    const found = unknownName(finding);
    if (found !== undefined) names.set(found.name, names.get(found.name) ?? found);
    else if (isSyntax(finding) || !(isFresh || followsFromUnknown(finding))) return [];
  }
  return [...names.values()];
}

const shownNames = 6;

/** @returns one sentence: the names, and what to do */
export function runCellsAbove(names: UnknownName[]): string {
  const shown = names.slice(0, shownNames).map(({ name }) => name);
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`);
  const last = shown.pop();
  const list = shown.length > 0 ? `${shown.join(', ')} and ${last}` : last;
  const similar = names.length === 1 ? names[0]?.similar : undefined;
  return (
    `this cell uses ${list}, which no cell has declared yet: ` +
    `run the cells above first (menu Run, Run All Above Selected Cell)${similar ? `; or did you mean ${similar}?` : ''}`
  );
}
