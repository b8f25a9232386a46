import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generateNotebook, lectureNotebooks } from '../../generator/editions';
import { executeNotebook } from '../../runner/execute-notebook';
import { textOf } from '../../wire/notebook';
import { projectRoot } from '../generator/project-copy';
import { printedText } from './printed-output';

// The second lecture takes a minute of work in either language, with one code: the gate runs the other in the student's
// edition.
const students = lectureNotebooks(projectRoot).filter(
  ({ lecture, edition, language }) =>
    edition === 'student' && (lecture.id.startsWith('01-') || language === 'pl'),
);
const waits = {
  pl: /^Ta komórka czeka na rozwiązanie zadania \d: .*\n$/,
  en: /^This cell waits for exercise \d: .*\n$/,
};
const nothingYet = {
  pl: 'funkcja jeszcze nic nie zwraca. Uzupełnij ją i uruchom tę komórkę ponownie.',
  en: 'the function returns nothing yet. Fill it in and run this cell again.',
};

describe.each(students)('$path with all stubs untouched', (edition) => {
  test('runs to its end, and every cell that needs an answer says so in one sentence', async () => {
    const notebook = generateNotebook(projectRoot, edition);
    const executed = await executeNotebook(notebook, {
      cwd: join(projectRoot, 'notebooks', edition.language),
    });
    expect(executed.metadata).toEqual(notebook.metadata); // else JupyterLab calls it changed once it is opened
    const cells = executed.cells.filter((cell) => cell.cell_type === 'code');
    for (const cell of cells) {
      const streams = (cell.outputs ?? []).flatMap((output) =>
        output.output_type === 'stream' ? [output] : [],
      );
      expect(cell.outputs?.some((output) => output.output_type === 'error')).toBe(false);
      expect(streams.some(({ name }) => name === 'stderr')).toBe(false);
      if (textOf(cell.source).startsWith('await checkExercise('))
        expect(JSON.stringify(cell.outputs)).toContain(nothingYet[edition.language]);
      if (!textOf(cell.source).includes("answered('exercise-")) continue;
      expect(printedText(cell.outputs ?? [])).toMatch(waits[edition.language]);
    }
  });
});
