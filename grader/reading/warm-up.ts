import { exercises } from '../../exercises/catalogue/catalogue';
import type { Cell } from '../submission/cell';
import { LoadedHandIn } from './loaded-hand-in';

/** Reads a small hand-in of each exercise, so that the first of the class pays for no compiling of ours. */
export async function warmUp(): Promise<void> {
  const cells = exercises.map(
    ({ id, functionName }, i): Cell => ({
      number: i + 1,
      kind: 'code',
      source: `import { tf } from 'bayes-notebooks';\nconst two${i} = 2;\nfunction ${functionName}(given: tf.Tensor): tf.Tensor {\n  return given.mul(two${i});\n}`,
      tags: [id],
    }),
  );
  const handIn = new LoadedHandIn(async () => ({ ok: true, cells, language: 'typescript', notes: [] }));
  await handIn.open();
  for (const { id } of exercises) await handIn.answer(id);
}
