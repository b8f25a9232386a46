import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KernelClient } from '../../runner/kernel-client';
import { runCell } from '../kernel/run-cell';
import { root } from './readme-document';

const page = readFileSync(join(root, 'docs/kernel.md'), 'utf8');
const cells = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, cell = '']) => cell);

/** What a comment in a cell promises: its last value, or the words of its error. */
const promise = (cell: string, sign: string) => new RegExp(`// ${sign} (.+)$`, 'm').exec(cell)?.[1];

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: tmpdir() });
});
afterAll(() => kernel.shutdown());

describe('docs/kernel.md', () => {
  test('its cells give what their comments promise', async () => {
    expect(cells.length).toBeGreaterThan(8);
    for (const cell of cells) {
      const { reply, outputs } = await runCell(kernel, cell);
      const error = promise(cell, '✗');
      if (error !== undefined) expect(reply.evalue).toContain(error);
      else expect(reply).toMatchObject({ status: 'ok' });
      const value = promise(cell, '→');
      const shown = outputs.find(({ output_type }) => output_type === 'execute_result');
      if (value !== undefined) expect(shown).toMatchObject({ data: { 'text/plain': value } });
    }
  });
});
