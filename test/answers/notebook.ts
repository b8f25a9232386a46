import { exercises } from '../../exercises/catalogue/catalogue';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import { spellings } from './spellings';

/** A notebook file's text with these code cells, exercise cells tagged as in their lecture, and its conclusions. */
export function notebook(cells: string[], options: { conclusions?: string } = {}): string {
  const code = cells.filter(Boolean).map((source, i) => ({
    cell_type: 'code',
    execution_count: null,
    id: `code-${i}`,
    metadata: { tags: tagsOf(source) },
    outputs: [],
    source,
  }));
  const { number, conclusions } = concluding(cells);
  const words =
    options.conclusions ??
    `### Conclusions from exercise ${number}\n\n*Replace this text by your conclusions (a few sentences).*`;
  const markdown = {
    cell_type: 'markdown',
    id: 'words',
    metadata: { tags: [conclusions?.id] },
    source: words,
  };
  return JSON.stringify({
    cells: [...code, markdown],
    metadata: { kernelspec: { name: 'bayes-tslab', display_name: 'TypeScript', language: 'typescript' } },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** The tag of the exercise whose function the cell defines. */
const tagsOf = (source: string): string[] =>
  exercises
    .filter((exercise) => {
      const names = spellings(exercise).join('|');
      return new RegExp(`function (${names})\\b|const ${exercise.functionName}\\b`).test(source);
    })
    .map(({ id }) => id);

/** The exercise with conclusions of the lecture that the cells answer; of the first one where they answer none. */
function concluding(cells: string[]): PublishedExercise {
  const code = cells.join('\n');
  const declares = (exercise: PublishedExercise) =>
    new RegExp(`\\b(function|const|let|var) (${spellings(exercise).join('|')})\\b`).test(code);
  const answered = exercises.find(declares) ?? exercises[0];
  const found = exercises.find(({ lecture, conclusions }) => conclusions && lecture === answered?.lecture);
  if (!found) throw new RangeError('Cannot make a notebook: its lecture asks for no conclusions');
  return found;
}
