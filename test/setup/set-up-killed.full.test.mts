import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processIdentity } from '../../setup/programs/process-identity.mjs';
import { freshCopy } from '../browser/fresh-copy.mjs';
import { runBayes } from './run-bayes.mjs';

/** Several set-ups from nothing, on a machine that may be slow: this ends only what hangs. In ms. */
const wholeSetUps = 1_800_000;

let clone: string;
beforeAll(() => {
  clone = freshCopy();
});
afterAll(() => rmSync(path.dirname(clone), { recursive: true, force: true }));

interface Process {
  pid: number;
  identity: string;
}

/** The program that a running set-up has noted for a step. */
function programOf(step: string): Process | undefined {
  try {
    return JSON.parse(readFileSync(path.join(clone, '.setup/lock'), 'utf8')).children[step];
  } catch {
    return undefined; // no set-up holds the lock at this moment
  }
}

describe('npm run setup after a kill -9', { timeout: wholeSetUps }, () => {
  it.each([
    ['npm packages', 'node_modules', ['--no-native', '--no-python']],
    ['build', 'dist', ['--no-native', '--no-python']],
    ['native TensorFlow', '.setup/native.log', ['--no-python']],
    ['JupyterLab', '.venv', []],
  ])(
    'in the middle of the step "%s" does that step again, and nothing that was done',
    async (step, halfMade, options) => {
      rmSync(path.join(clone, halfMade), { recursive: true, force: true });
      const killed = runBayes(clone, ['setup', ...options]);
      let program: Process | undefined;
      while (!(program && existsSync(path.join(clone, halfMade))) && killed.child.exitCode === null) {
        await sleep(5);
        program = programOf(step);
      }
      killed.child.kill('SIGKILL');
      await killed.done();
      expect(program).toBeDefined();
      expect(killed.output()).not.toContain(`✓ ${step}`);

      const { status, output } = await runBayes(clone, ['setup', ...options]).done();
      expect(output).toMatch(new RegExp(`^[✓–] ${step} \\(`, 'm'));
      expect(status).toBe(0);
      // What the killed set-up had left running was ended by the next one, before it began.
      expect(program && processIdentity(program.pid)).not.toBe(program?.identity);
      for (const done of killed.output().matchAll(/^✓ (.+?) \(/gm))
        expect(output).not.toContain(`✓ ${done[1]}`);
      const again = await runBayes(clone, ['setup', ...options], { PATH: '' }).done();
      expect(again).toEqual({ status: 0, output: 'Everything is in place.\n' });
    },
  );

  it('has made what works', async () => {
    const { status, output } = await runBayes(clone, ['doctor', '--timings']).done();
    expect(output).toMatch(/^ {2}JupyterLab +not measured$/m); // it came after the rest, not beside it
    expect(output).toMatch(/^first figure +[\d.]+ s {2}measured now/m);
    expect(status).toBe(0);
  });
});
