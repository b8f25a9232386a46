import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import { extractExercise } from '../extraction/extract-exercise';
import { likeness } from '../likeness/likeness';

/** The likeness of each known answer in solutions/, by its file; empty in a student's edition. */
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
      const { status, source: answer } = extractExercise([cell], { id, functionName });
      const mark = status === 'found' ? likeness(answer) : '';
      if (mark) found.set(mark, `solutions/${file}`);
    }
  }
  return found;
}
