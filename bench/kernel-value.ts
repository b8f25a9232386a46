import type { MimeBundle } from '../wire/notebook';
import type { ServerKernel } from './server-kernel';

/** The number that an expression has in a kernel. */
export async function numberIn(kernel: ServerKernel, expression: string): Promise<number> {
  let text = '';
  await kernel.execute(expression, ({ header, content }) => {
    if (header.msg_type === 'execute_result') text = String((content.data as MimeBundle)['text/plain']);
  });
  return Number(text);
}
