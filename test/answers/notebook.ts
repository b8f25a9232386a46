import { exercises } from '../../exercises/catalogue/catalogue';
import { spellings } from './spellings';

/** A notebook file's text with these code cells, exercise cells tagged as in the lecture. */
export function notebook(cells: string[], options: { conclusions?: string } = {}): string {
  const code = cells.filter(Boolean).map((source, i) => ({
    cell_type: 'code',
    execution_count: null,
    id: `code-${i}`,
    metadata: { tags: tagsOf(source) },
    outputs: [],
    source,
  }));
  const words =
    options.conclusions ??
    '### Conclusions from exercise 2\n\n*Replace this text by your conclusions (a few sentences).*';
  const markdown = {
    cell_type: 'markdown',
    id: 'words',
    metadata: { tags: ['exercise-2-conclusions'] },
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
