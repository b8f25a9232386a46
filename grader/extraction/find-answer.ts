import ts from 'typescript';
import type { Words } from '../../lib/language';
import { type Declaration, declarationsOf, defaultExport, setsMember } from './declarations';
import type { ExerciseName } from './exercise-name';
import type { ParsedCell } from './parse-cells';
import { isStub } from './stub';

/** Where the exercise's function was found, and what had to be assumed to find it. */
export interface Answer {
  declaration: Declaration;
  stub: boolean;
  assumptions: Words[];
}

/**
 * Finds the exercise's function: by its name; else by its name in another case or style; else as the one
 * function, or the default export, of the cell that carries the exercise's tag.
 *
 * The last definition counts, as in a notebook that is run from top to bottom, but a stub never hides an answer.
 */
export function findAnswer(cells: ParsedCell[], exercise: ExerciseName): Answer | undefined {
  const declarations = cells.flatMap(declarationsOf).filter(couldBeFunction);
  const exact = declarations.filter(({ name }) => name === exercise.functionName);
  const styled = declarations.filter(({ name }) => plain(name) === plain(exercise.functionName));
  const tagged = functionsOfTaggedCells(declarations, exercise);

  const found = lastAnswer(exact);
  if (found && !found.stub) return found;
  const renamed = lastAnswer(styled);
  if (renamed && !renamed.stub) return assume(renamed, exercise);
  const byTag = tagged.length === 1 ? lastAnswer(tagged) : undefined;
  if (byTag && !byTag.stub) return assume(byTag, exercise);
  return found ?? renamed;
}

function lastAnswer(candidates: Declaration[]): Answer | undefined {
  const answers = candidates.map((declaration) => ({ declaration, stub: isStub(declaration.node) }));
  const last = answers.at(-1);
  if (last === undefined) return undefined;
  const answer = answers.findLast(({ stub }) => !stub) ?? last;
  const assumptions: Words[] = [];
  if (answer !== last) {
    assumptions.push({
      pl: `pominięto pustą funkcję z komórki ${cellOf(last)}, która stoi pod odpowiedzią z komórki ${cellOf(answer)}`,
      en: `the empty function in cell ${cellOf(last)}, below the answer in cell ${cellOf(answer)}, was passed over`,
    });
  }
  const earlier = answers.filter((other) => other !== answer && !other.stub);
  if (earlier.length > 0) {
    assumptions.push({
      pl: `funkcję zdefiniowano ${earlier.length + 1} razy; oceniono ostatnią, z komórki ${cellOf(answer)}`,
      en: `the function is defined ${earlier.length + 1} times; the last one, in cell ${cellOf(answer)}, was graded`,
    });
  }
  return { ...answer, assumptions };
}

function assume(answer: Answer, { functionName }: ExerciseName): Answer {
  const { name } = answer.declaration;
  const called =
    name === defaultExport ? { pl: 'eksport domyślny', en: 'the default export' } : { pl: name, en: name };
  const assumption: Words = {
    pl: `jako ${functionName} przyjęto: ${called.pl} (komórka ${cellOf(answer)})`,
    en: `${called.en} (cell ${cellOf(answer)}) was taken for ${functionName}`,
  };
  return { ...answer, assumptions: [assumption, ...answer.assumptions] };
}

/** The functions of the tagged cells that nothing else there uses: with helpers about, the answer is the one on top. */
function functionsOfTaggedCells(declarations: Declaration[], exercise: ExerciseName): Declaration[] {
  const inTagged = declarations.filter(
    ({ parsed, node }) => parsed.cell.tags.includes(exercise.id) && isFunction(node),
  );
  const fromDefault = inTagged.filter(({ name }) => name === defaultExport);
  if (fromDefault.length > 0) return fromDefault;
  return inTagged.filter(
    ({ name, node }) => !inTagged.some((other) => other.node !== node && mentions(other.node, name)),
  );
}

function mentions(node: ts.Node, name: string): boolean {
  return (
    (ts.isIdentifier(node) && node.text === name) ||
    (ts.forEachChild(node, (part) => mentions(part, name) || undefined) ?? false)
  );
}

/** A type cannot be the answer; a variable can, whatever it is made of. */
function couldBeFunction({ node }: Declaration): boolean {
  return (
    !ts.isInterfaceDeclaration(node) &&
    !ts.isTypeAliasDeclaration(node) &&
    !isPartOfImport(node) &&
    !setsMember(node)
  );
}

const isPartOfImport = (node: ts.Node): boolean =>
  ts.isImportSpecifier(node) ||
  ts.isNamespaceImport(node) ||
  (ts.isIdentifier(node) && ts.isImportClause(node.parent));

function isFunction(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  if (ts.isExportAssignment(node)) return isFunctionExpression(node.expression);
  return (
    ts.isVariableDeclaration(node) && node.initializer !== undefined && isFunctionExpression(node.initializer)
  );
}

const isFunctionExpression = (node: ts.Expression): boolean =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** What a text with the exercise's function in it must match. */
export function namePattern(exercise: ExerciseName): RegExp {
  return new RegExp(`\\b${[...plain(exercise.functionName)].join('_?')}\\b`, 'i');
}

const plain = (name: string): string => name.replaceAll(/[_$]/g, '').toLowerCase();

const cellOf = ({ declaration }: { declaration: Declaration }): number => declaration.parsed.cell.number;
