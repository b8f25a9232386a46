import type { MimeBundle } from '../wire/notebook';
import type { ServerKernel } from './server-kernel';

/** The number that an expression has in a kernel. */
async function numberIn(kernel: ServerKernel, expression: string): Promise<number> {
  let text = '';
  await kernel.execute(expression, ({ header, content }) => {
    if (header.msg_type === 'execute_result') text = String((content.data as MimeBundle)['text/plain']);
  });
  return Number(text);
}

/** The processes of a kernel and of the server that has started it. */
export async function processesOf(kernel: ServerKernel): Promise<{ kernel: number; server: number }> {
  return { kernel: await numberIn(kernel, 'process.pid'), server: await numberIn(kernel, 'process.ppid') };
}
