import ts from 'typescript';
import type { Words } from '../../lib/language';
import { bare } from './bare';
import { type Candidate, candidatesOf } from './candidates';
import { defaultExport } from './cut-pieces';
import type { ExerciseName } from './exercise-name';
import { plainName } from './name-pattern';
import type { Piece } from './piece';

/** Where the exercise's function was found, and what had to be assumed to find it. */
export interface Answer extends Candidate {
  assumptions: Words[];
}

/**
 * Finds the exercise's function: by its name; else by its name in another case or style; else as the one
 * function, or the default export, of the cell that carries the exercise's tag.
 *
 * The last definition counts, as in a notebook that is run from top to bottom, but a stub never hides an answer.
 */
export function findAnswer(pieces: Piece[], exercise: ExerciseName): Answer | undefined {
  const candidates = candidatesOf(pieces);
  const exact = candidates.filter(({ definition }) => definition.name === exercise.functionName);
  const styled = candidates.filter(
    ({ definition }) => plainName(definition.name) === plainName(exercise.functionName),
  );
  const tagged = functionsOfTaggedCells(candidates, exercise);

  const found = lastAnswer(exact);
  if (found && !found.stub) return found;
  const renamed = lastAnswer(styled);
  if (renamed && !renamed.stub) return assume(renamed, exercise);
  const byTag = tagged.length === 1 ? lastAnswer(tagged) : undefined;
  if (byTag && !byTag.stub) return assume(byTag, exercise);
  return found ?? renamed;
}

function lastAnswer(answers: Candidate[]): Answer | undefined {
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
  const { name } = answer.definition;
  const called =
    name === defaultExport ? { pl: 'eksport domyślny', en: 'the default export' } : { pl: name, en: name };
  const assumption: Words = {
    pl: `jako ${functionName} przyjęto: ${called.pl} (komórka ${cellOf(answer)})`,
    en: `${called.en} (cell ${cellOf(answer)}) was taken for ${functionName}`,
  };
  return { ...answer, assumptions: [assumption, ...answer.assumptions] };
}

/** The functions of the tagged cells that nothing else there uses: with helpers about, the answer is the one on top. */
function functionsOfTaggedCells(candidates: Candidate[], exercise: ExerciseName): Candidate[] {
  const inTagged = candidates.filter(
    ({ piece, definition }) => piece.parsed.cell.tags.includes(exercise.id) && isFunction(definition.node),
  );
  const fromDefault = inTagged.filter(({ definition }) => definition.name === defaultExport);
  if (fromDefault.length > 0) return fromDefault;
  const used = new Set(
    inTagged.flatMap(({ piece }) => [...piece.uses.keys()].filter((name) => !piece.names.includes(name))),
  );
  return inTagged.filter(({ definition }) => !used.has(definition.name));
}

function isFunction(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  if (ts.isExportAssignment(node)) return isFunctionExpression(bare(node.expression));
  if (ts.isBinaryExpression(node)) return isFunctionExpression(bare(node.right));
  return (
    ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    isFunctionExpression(bare(node.initializer))
  );
}

const isFunctionExpression = (node: ts.Expression): boolean =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node);

const cellOf = ({ piece }: Candidate): number => piece.parsed.cell.number;
