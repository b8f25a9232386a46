import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SetupProblem, withMend } from '../../../setup/programs/setup-problem.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'problem-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a system call throws where a right is missing; root has all rights, so the code is that of someone else. */
function refused(call: () => void): NodeJS.ErrnoException {
  try {
    call();
  } catch (error) {
    return Object.assign(error as Error, {
      code: 'EACCES',
      message: String((error as Error).message).replace(/^\w+: [^,]+/, 'EACCES: permission denied'),
    });
  }
  throw new Error('the call must fail');
}

describe('withMend()', () => {
  it('names what cannot be written: of a copy, where it was to go', () => {
    const from = path.join(folder, 'from');
    const to = path.join(folder, 'missing', 'to');
    writeFileSync(from, '');
    for (const call of [() => copyFileSync(from, to), () => writeFileSync(to, '')]) {
      const problem = withMend(refused(call), 'Cannot set up build', 'npm run setup') as SetupProblem;
      expect(problem).toBeInstanceOf(SetupProblem);
      expect(problem.message).toContain(
        `Cannot set up build: a file or folder cannot be written, ${to}. Mend it with: npm run setup`,
      );
    }
  });

  it('leaves an error of another kind as it is', () => {
    const mistake = new TypeError('x is not a function');
    expect(withMend(mistake, 'Cannot set up build', 'npm run setup')).toBe(mistake);
  });
});
