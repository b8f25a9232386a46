import ts from 'typescript';
import type { Words } from '../../lib/language';
import { type Declaration, declarationsOf, setsMember } from './declarations';
import { FreeNames } from './free-names';
import { libraryNames, libraryPackage } from './library-names';
import type { ParsedCell } from './parse-cells';

/** The statements an answer needs, what each needs standing before it, and what had to be assumed. */
export interface Needs {
  statements: string[];
  assumptions: Words[];
}

/**
 * Collects an answer with all that it needs, from whatever cells, and nothing else.
 *
 * A name that several cells declare means its last declaration at or above the answer's cell, as in a
 * notebook run from top to bottom; one declared only below it, the first there.
 */
export function collectNeeds(answer: Declaration, cells: ParsedCell[]): Needs {
  const byName = groupByName(cells.flatMap(declarationsOf));
  const freeNames = new FreeNames();
  const statements: string[] = [];
  const assumptions: Words[] = [];
  const visitedNames = new Set<string>();
  const visitedNodes = new Set<ts.Node>();

  const takeName = (name: string): void => {
    if (visitedNames.has(name)) return;
    visitedNames.add(name);
    const declared = choose(byName.get(name) ?? [], answer.parsed.cell.number);
    const declarations = name === answer.name ? around(answer, declared) : declared;
    if (isOwnBayesLinear(name, declarations)) {
      statements.push(libraryImport(name));
      const cell = declarations[0]?.parsed.cell.number;
      assumptions.push({
        pl: `klasę BayesLinear z komórki ${cell} zastąpiono klasą z biblioteki`,
        en: `the class BayesLinear of cell ${cell} was replaced by the library's`,
      });
    } else if (declarations.length > 0) {
      declarations.forEach(take);
    } else if (libraryNames.includes(name)) {
      statements.push(libraryImport(name));
      assumptions.push({
        pl: `brakuje importu: ${name} wzięto z biblioteki`,
        en: `an import is missing: ${name} was taken from the library`,
      });
    }
  };

  const take = (declaration: Declaration): void => {
    if (visitedNodes.has(declaration.node)) return;
    visitedNodes.add(declaration.node);
    for (const name of freeNames.of(declaration.node, declaration.parsed.file)) takeName(name);
    statements.push(declaration.text);
  };

  takeName(answer.name);
  return { statements, assumptions };
}

/** The answer itself in place of what else has its name, with what is assigned to its members. */
function around(answer: Declaration, declared: Declaration[]): Declaration[] {
  const proper = declared.filter(({ assignment }) => !assignment);
  return answer.assignment
    ? [...proper, ...declared.filter(({ assignment }) => assignment)]
    : [answer, ...declared.filter(({ node }) => setsMember(node))];
}

const libraryImport = (name: string): string => `import { ${name} } from '${libraryPackage}';`;

function groupByName(declarations: Declaration[]): Map<string, Declaration[]> {
  const groups = new Map<string, Declaration[]>();
  for (const declaration of declarations) {
    const group = groups.get(declaration.name);
    if (group) group.push(declaration);
    else groups.set(declaration.name, [declaration]);
  }
  return groups;
}

/** The declarations of one name that count for an answer in the given cell, with the assignments that complete them. */
function choose(declarations: Declaration[], answerCell: number): Declaration[] {
  const proper = declarations.filter(({ assignment }) => !assignment);
  const chosen = proper.findLast(({ parsed }) => parsed.cell.number <= answerCell) ?? proper[0];
  if (chosen === undefined) return [];
  const cell = chosen.parsed.cell.number;
  const sameCell = proper.filter(({ parsed }) => parsed.cell.number === cell);
  const functions = sameCell.filter(({ node }) => ts.isFunctionDeclaration(node));
  const last = functions.at(-1);
  return [
    ...sameCell.filter((declaration) => !functions.includes(declaration) || declaration === last),
    ...declarations.filter(
      ({ assignment, parsed }) =>
        assignment && parsed.cell.number >= cell && parsed.cell.number <= Math.max(cell, answerCell),
    ),
  ];
}

function isOwnBayesLinear(name: string, declarations: Declaration[]): boolean {
  return (
    name === 'BayesLinear' && declarations.length > 0 && !declarations.some(({ from }) => from !== undefined)
  );
}
