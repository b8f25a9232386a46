import { parseLecture } from '../generator/lecture-source';
import { type Notebook, type NotebookCell, parseNotebook } from '../wire/notebook';

/** The cell that prints what the counting cell before the lecture has counted. */
export const countsCell = 'bench-counts';

const codeCell = (id: string, source: string, tags: string[] = []): NotebookCell => ({
  id,
  cell_type: 'code',
  metadata: { tags },
  source,
  execution_count: null,
  outputs: [],
});

/** The notebook of bench/lecture.py, whose cells begin with `# %% id="..."`. */
export function pythonLecture(source: string): Notebook {
  const cells = parseLecture(source.replaceAll(/^# %%/gm, '// %%'), 'bench/lecture.py');
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: 'python3', display_name: 'Python 3', language: 'python' },
      language_info: { name: 'python' },
    },
    cells: cells.map(({ id, text, tags }) => codeCell(id, text, tags)),
  };
}

/** The code cells of the solved notebook, without their outputs. */
export function solvedLecture(text: string): Notebook {
  const notebook = parseNotebook(text);
  const code = notebook.cells.filter(({ cell_type }) => cell_type === 'code');
  return { ...notebook, cells: code.map((cell) => ({ ...cell, execution_count: null, outputs: [] })) };
}

/** The cells that mirror the original lecture's, tagged `lecture-KK`: what the Python graders get. */
export function originalCells(notebook: Notebook): Notebook {
  const mirrors = ({ metadata }: NotebookCell) =>
    (metadata.tags as string[]).some((tag) => tag.startsWith('lecture-'));
  return { ...notebook, cells: notebook.cells.filter(mirrors) };
}

const countingCells = {
  python: {
    before: `import torch
from torch.optim.optimizer import register_optimizer_step_post_hook

bench_counts = {"steps": 0, "draws": 0}
bench_randn_like = torch.randn_like

def bench_count(kind, by):
    bench_counts[kind] += by

def bench_counted_randn_like(*args, **kwargs):
    bench_count("draws", 0.5)  # a layer draws the noise of its weights and that of its biases
    return bench_randn_like(*args, **kwargs)

torch.randn_like = bench_counted_randn_like
register_optimizer_step_post_hook(lambda *_: bench_count("steps", 1));`,
    after: 'import json\nprint(json.dumps({**bench_counts, "sineSteps": steps_of(elbo_records)}))',
  },
  typescript: {
    before: `const benchLibrary = require('bayes-notebooks');
const benchCounts = ((globalThis as any).benchCounts = { steps: 0, draws: 0 });
const benchWrapped = (prototype: any, method: string, count: () => void) => {
  const original = prototype[method];
  prototype[method] = function (...args: unknown[]) {
    count();
    return original.apply(this, args);
  };
};
benchWrapped(benchLibrary.tf.Optimizer.prototype, 'minimize', () => benchCounts.steps++);
benchWrapped(benchLibrary.BayesLinear.prototype, 'drawNoise', () => benchCounts.draws++);`,
    after:
      'console.log(JSON.stringify({ ...(globalThis as any).benchCounts, sineSteps: stepsOf(elboRecords) }));',
  },
};

/**
 * The notebook between a cell that counts training steps and draws of a layer's noise, and one that prints them, and how
 * long the lecture trained a sine until its spread had settled.
 */
export function counting(notebook: Notebook, language: keyof typeof countingCells): Notebook {
  const { before, after } = countingCells[language];
  const cells = [codeCell('bench-counting', before), ...notebook.cells, codeCell(countsCell, after)];
  return { ...notebook, cells };
}
