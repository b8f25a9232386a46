import type { Extracted } from '../../grader/extraction/extracted';

/** Loads extracted code as the grader's child does, and gives back its answer. */
export async function answerOf(
  { code }: Extracted,
  require: (name: string) => unknown = noModule,
): Promise<(...inputs: unknown[]) => unknown> {
  const module = { exports: {} as { answer: (...inputs: unknown[]) => unknown } };
  const load = new Function('exports', 'require', 'module', `return (async () => {${code}\n})()`);
  await load(module.exports, require, module);
  return module.exports.answer;
}

export function noModule(name: string): never {
  throw new Error(`Cannot load ${name}: there is no such module`);
}
