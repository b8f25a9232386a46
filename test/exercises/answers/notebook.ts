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

function tagsOf(source: string): string[] {
  if (/\b(klLoss|kl_loss)\b/.test(source) && /function (klLoss|kl_loss)|const klLoss/.test(source))
    return ['exercise-1'];
  if (/function (averageWeights|average_weights)|const averageWeights/.test(source)) return ['exercise-2'];
  return [];
}
