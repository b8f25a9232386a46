import type { Cell } from '../../grader/submission/cell';

/** The code cells of a notebook, in order; a cell may be given with its kind and tags. */
export function cellsFrom(sources: (string | Partial<Cell>)[]): Cell[] {
  return sources.map((given, index) => ({
    number: index + 1,
    kind: 'code',
    source: '',
    tags: [],
    ...(typeof given === 'string' ? { source: given } : given),
  }));
}

/** A notebook file's JSON with these code cells. */
export function notebookOf(sources: string[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'bayes-tslab', language: 'typescript' } },
    cells: sources.map((source) => ({
      cell_type: 'code',
      source,
      metadata: {},
      outputs: [],
      execution_count: null,
    })),
  });
}
