import { CellOutputs } from '../../runner/cell-outputs';
import type { ExecuteOptions, KernelClient } from '../../runner/kernel-client';
import { type MultilineText, type Output, textOf } from '../../wire/notebook';
import type { WireMessage } from '../../wire/wire-message';

/** What one cell did: its reply, its messages in order, and the outputs that a notebook would store. */
export interface CellRun {
  reply: Record<string, unknown>;
  messages: WireMessage[];
  outputs: Output[];
}

/** Runs one cell and gathers all there is to see of it. */
export async function runCell(
  kernel: KernelClient,
  code: string,
  options: ExecuteOptions = {},
): Promise<CellRun> {
  const messages: WireMessage[] = [];
  const folded = new CellOutputs(new Map());
  const onMessage = (message: WireMessage): void => {
    messages.push(message);
    folded.add(message);
    options.onMessage?.(message);
  };
  const reply = await kernel.execute(code, { ...options, onMessage });
  return { reply, messages, outputs: folded.outputs };
}

/** All that a cell printed on a stream. */
export function printed({ outputs }: CellRun, name = 'stdout'): string {
  return outputs
    .map((output) => (output.output_type === 'stream' && output.name === name ? textOf(output.text) : ''))
    .join('');
}

/** The text of a cell's last value; undefined where it shows none. */
export function lastValue({ outputs }: CellRun): string | undefined {
  const shown = outputs.find(({ output_type }) => output_type === 'execute_result');
  return shown && 'data' in shown ? textOf(shown.data['text/plain'] as MultilineText) : undefined;
}

/** The types of a cell's messages, in order. */
export function types({ messages }: CellRun): string[] {
  return messages.map(({ header, content }) =>
    header.msg_type === 'status' ? String(content.execution_state) : header.msg_type,
  );
}

/** Settles with the first message of the given type that a cell published. */
export function firstMessage(type: string): {
  seen: Promise<WireMessage>;
  onMessage: (message: WireMessage) => void;
} {
  let onMessage: (message: WireMessage) => void = () => {};
  const seen = new Promise<WireMessage>((resolve) => {
    onMessage = (message) => {
      if (message.header.msg_type === type) resolve(message);
    };
  });
  return { seen, onMessage };
}
