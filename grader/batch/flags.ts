import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import type { Language } from '../../lib/language';
import { extractExercise } from '../extraction/extract-exercise';
import { likeness } from '../likeness/likeness';

/** The likeness of each reference answer in solutions/, by its file; empty in a student's edition. */
export function solutionLikenesses(
  folder: string,
  exercises: readonly PublishedExercise[],
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { id } of exercises) {
    const file = `${id}.ts`;
    if (!existsSync(join(folder, file))) continue;
    const source = readFileSync(join(folder, file), 'utf8');
    const functions = [...source.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(
      (match) => match[1] as string,
    );
    for (const functionName of functions) {
      const cell = { number: 1, kind: 'code' as const, source, tags: [id] };
      const { status, source: own } = extractExercise([cell], { id, functionName });
      const mark = status === 'found' ? likeness(own) : '';
      if (mark) found.set(mark, `solutions/${file}`);
    }
  }
  return found;
}

/** What the instructor should look at, beside the marks: likenesses and second hand-ins over the whole batch. */
export class Flags {
  readonly #likeAnswers = new Map<string, string[]>();
  readonly #filesOf = new Map<string, string[]>();
  readonly #solutions: Map<string, string>;
  readonly #language: Language;

  constructor(solutions: Map<string, string>, language: Language) {
    this.#solutions = solutions;
    this.#language = language;
  }

  /** Takes note of one submission; all have to be noted before any is asked for. */
  note(student: string, file: string, assignment: string, likenesses: string[]): void {
    push(this.#filesOf, `${assignment}/${student}`, file);
    for (const mark of likenesses.filter(Boolean)) push(this.#likeAnswers, mark, file);
  }

  of(
    student: string,
    file: string,
    assignment: string,
    exercises: { id: string; likeness: string }[],
  ): string[] {
    const pl = this.#language === 'pl';
    const others = (this.#filesOf.get(`${assignment}/${student}`) ?? []).filter((other) => other !== file);
    const flags =
      others.length > 0
        ? [`${pl ? 'inne prace tej osoby' : 'also handed in by this student'}: ${few(others)}`]
        : [];
    for (const { id, likeness: mark } of exercises) {
      const solution = this.#solutions.get(mark);
      const same = (this.#likeAnswers.get(mark) ?? []).filter((other) => other !== file);
      if (solution) flags.push(`${id}: ${pl ? 'taka sama jak' : 'equal to'} ${solution}`);
      if (same.length > 0) flags.push(`${id}: ${pl ? 'taka sama jak w' : 'equal to that in'} ${few(same)}`);
    }
    return flags;
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

const few = (names: string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} +${names.length - 5}`;
