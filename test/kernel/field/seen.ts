import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect } from 'vitest';
import type { KernelClient } from '../../../runner/kernel-client';
import { type CellRun, runCell } from '../run-cell';

/** What a reader sees below a cell, as one text: printed lines, the last value, or `name: message` of the error. */
export function seen({ reply, messages }: CellRun): string {
  const texts = messages.map(({ header, content }) => {
    if (header.msg_type === 'stream') return String(content.text);
    if (header.msg_type === 'execute_result' || header.msg_type === 'display_data')
      return String((content.data as Record<string, unknown>)['text/plain']);
    if (header.msg_type === 'error') return `${content.ename}: ${content.evalue}`;
    return '';
  });
  // A reply that says something else than the messages is seen too.
  const hidden = reply.status !== 'ok' && !messages.some(({ header }) => header.msg_type === 'error');
  return texts.join('') + (hidden ? `(${reply.status})` : '');
}

/** The text of the cell's last value, as the message `execute_result` has it; undefined where there is none. */
export function lastValue({ messages }: CellRun): string | undefined {
  const result = messages.find(({ header }) => header.msg_type === 'execute_result');
  return (result?.content.data as Record<string, string> | undefined)?.['text/plain'];
}

/** Runs cells in order, of which all but the last must succeed, and returns the last one's run. */
export async function runCells(kernel: KernelClient, cells: string[]): Promise<CellRun> {
  let run: CellRun | undefined;
  for (const cell of cells) {
    if (run !== undefined) expect([run.reply.status, seen(run)]).toEqual(['ok', expect.anything()]);
    run = await runCell(kernel, cell);
  }
  if (run === undefined) throw new Error('Cannot run cells: there are none');
  return run;
}

/** A folder in the system's temporary one that is gone after the file's tests; its name has a space and Polish letters. */
export function newFolder(files: Record<string, string> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'zeszyt ćwiczeń ')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}
