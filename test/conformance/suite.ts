import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KernelClient } from '../../runner/kernel-client';
import { type CellRun, firstMessage, lastValue, printed, runCell } from '../kernel/run-cell';
import { type Case, cases, interrupted, type Shown } from './cases';

/** What a kernel is asked in these tests, by whatever carries it. */
export type Kernel = Pick<KernelClient, 'execute' | 'ask' | 'interrupt' | 'shutdown'>;

/** The tests that every kernel of the project passes. */
export function conformance(start: () => Promise<Kernel>): void {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await start();
  });
  afterAll(() => kernel?.shutdown());
  const run = (code: string): Promise<CellRun> => runCell(kernel as KernelClient, code);

  for (const [kind, all] of Object.entries(cases))
    describe(kind, () => {
      it.each(all)('$name', async ({ cells, shows }: Case) => {
        const runs: CellRun[] = [];
        for (const cell of cells) runs.push(await run(cell));
        expect(shownBy(runs.at(-1) as CellRun)).toEqual(shows);
      });
    });

  describe('what is typed', () => {
    const reply = async (type: string, content: Record<string, unknown>) =>
      (await kernel.ask(type, content)).content;

    it('is completed with the members of a layer, its own before those that it inherits', async () => {
      await run(
        "import { BayesLinear } from 'bayes-notebooks';\nconst layer = new BayesLinear({ units: 1 });",
      );
      const code = 'layer.';
      const { matches } = await reply('complete_request', { code, cursor_pos: code.length });
      expect((matches as string[]).slice(0, 6)).toContain('klLoss');
    });

    it('is completed while a cell runs', async () => {
      const { seen, onMessage } = firstMessage('stream');
      const running = kernel.execute(
        "console.log('runs');\nawait new Promise((resolve) => { globalThis.release = resolve; });",
        { onMessage },
      );
      await seen;
      const { matches } = await reply('complete_request', { code: 'lay', cursor_pos: 3 });
      expect(matches).toContain('layer');
      kernel.interrupt();
      await running;
    });

    it('is described, with the words of the documentation', async () => {
      const code = 'layer.klLoss';
      const { found, data } = await reply('inspect_request', { code, cursor_pos: code.length });
      expect(found).toBe(true);
      expect((data as Record<string, string>)['text/plain']).toMatch(/klLoss\(\)[\s\S]*KL/);
    });

    it('is known to be complete, or not', async () => {
      expect(await reply('is_complete_request', { code: 'const x = 1;' })).toMatchObject({
        status: 'complete',
      });
      expect(await reply('is_complete_request', { code: 'if (x) {' })).toMatchObject({
        status: 'incomplete',
      });
    });
  });

  describe('output', () => {
    it('of a flood comes whole and in few messages', async () => {
      const { messages, ...shown } = await run('for (let i = 0; i < 20000; i++) console.log(i);');
      const lines = printed({ messages, ...shown }).split('\n');
      expect(lines).toHaveLength(20001);
      expect(lines[19999]).toBe('19999');
      expect(messages.length).toBeLessThan(2000);
    });

    it('is renewed in its place', async () => {
      const { outputs, messages } = await run(
        "import * as tslab from 'tslab';\nconst display = tslab.newDisplay();\ndisplay.html('<b>1</b>');\ndisplay.html('<b>2</b>');",
      );
      const types = messages.map(({ header }) => header.msg_type);
      expect(types).toContain('display_data');
      expect(types).toContain('update_display_data');
      expect(outputs).toMatchObject([{ output_type: 'display_data', data: { 'text/html': '<b>2</b>' } }]);
    });

    it('is emptied', async () => {
      const { outputs } = await run("console.log('a');\nconsole.clear();\nconsole.log('b');");
      expect(outputs).toMatchObject([{ output_type: 'stream', text: 'b\n' }]);
    });

    it('of a figure is one bundle of plotly, and its sentence', async () => {
      const { outputs } = await run(
        "import { irisDrawPlots, loadIris } from 'bayes-notebooks';\nconst iris = loadIris();\nirisDrawPlots(iris.x, iris.y, iris.y);",
      );
      expect(outputs).toHaveLength(1);
      const [figure] = outputs as { data: Record<string, unknown> }[];
      expect(Object.keys(figure?.data ?? {}).sort()).toEqual([
        'application/vnd.plotly.v1+json',
        'text/plain',
      ]);
    });
  });

  describe('a failed cell', () => {
    it('aborts those that wait behind it, and no later one', async () => {
      const { seen, onMessage } = firstMessage('stream');
      const failing = kernel.execute("console.log('runs');\nawait new Promise(() => {});", { onMessage });
      await seen;
      const waiting = kernel.execute('const never = 1;');
      await kernel.ask('kernel_info_request'); // its reply shows that all sent before it has arrived
      kernel.interrupt();
      expect([(await failing).status, (await waiting).status]).toEqual(['error', 'aborted']);
      expect((await run('2;')).reply.status).toBe('ok');
    });
  });

  describe('an interrupt', () => {
    it.each([
      ['ends a wait', "console.log('runs');\nawait new Promise(() => {});"],
      [
        'ends a loop that awaits',
        "console.log('runs');\nfor (;;) await new Promise((resolve) => setTimeout(resolve, 1));",
      ],
      ['ends a loop in a function of an earlier cell', "console.log('runs');\nawait forever();"],
    ])('%s', async (_, code) => {
      await run(
        'async function forever() { for (;;) await new Promise((resolve) => setTimeout(resolve, 1)); }',
      );
      const { seen, onMessage } = firstMessage('stream');
      const running = kernel.execute(code, { onMessage });
      await seen;
      kernel.interrupt();
      const reply = await running;
      expect(`${reply.ename}: ${reply.evalue}`).toMatch(interrupted);
      expect((await run('layer.name;')).reply.status).toBe('ok'); // variables are kept
    });
  });
}

/** What a run shows; the numbers of cells differ from kernel to kernel, so that they are left out. */
function shownBy(run: CellRun): Shown {
  const failed = run.outputs.find(({ output_type }) => output_type === 'error') as
    | { traceback: string[] }
    | undefined;
  const [stdout, stderr, value] = [printed(run), printed(run, 'stderr'), lastValue(run)];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
  const plain = (line: string): string => line.replace(/\u001b\[\d+m/g, '').replace(/cell \d+/g, 'cell N');
  return {
    ...(stdout && { stdout }),
    ...(stderr && { stderr }),
    ...(value !== undefined && { value }),
    ...(failed && { error: failed.traceback.map(plain) }),
  };
}
