import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCopy } from '../browser/fresh-copy.mjs';
import { runBayes } from './run-bayes.mjs';

let clone: string;
beforeAll(() => {
  clone = freshCopy();
});
afterAll(() => rmSync(path.dirname(clone), { recursive: true, force: true }));

const bayes = (argv: string[], env: NodeJS.ProcessEnv = {}) => runBayes(clone, argv, env);

describe('npm run setup', () => {
  it('does all, and is then done twice over without starting a program', async () => {
    const all = await bayes(['setup']).done();
    expect(all.output).toMatch(/[✓–] native TensorFlow/);
    expect(all.output).toContain('✓ JupyterLab');
    expect(all.status).toBe(0);
    const again = await bayes(['setup'], { PATH: '' }).done();
    expect(again).toEqual({ status: 0, output: 'Everything is in place.\n' });
  });

  it('runs once where two are started', async () => {
    rmSync(path.join(clone, 'dist'), { recursive: true });
    const both = await Promise.all([bayes(['build']).done(), bayes(['build']).done()]);
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    expect(both.filter(({ output }) => output.includes('✓ build'))).toHaveLength(1);
  });

  it('says in one sentence where a file does not compile, and mends it with the command it names', async () => {
    const file = path.join(clone, 'lib/index.ts');
    const right = readFileSync(file, 'utf8');
    writeFileSync(file, `${right}\nexport const wrong: number = 'text';\n`);
    const { status, output } = await bayes(['build']).done();
    expect(status).toBe(1);
    expect(output).toMatch(
      /Cannot compile the project: lib\/index\.ts\(\d+,\d+\): error TS2322.*npm run build/,
    );
    writeFileSync(file, right);
    expect((await bayes(['build']).done()).status).toBe(0);
  });

  it('says what is missing where there is no Python, and points to what needs none', async () => {
    rmSync(path.join(clone, '.venv'), { recursive: true });
    const { status, output } = await bayes(['start', '--no-browser'], { PATH: '' }).done();
    expect(status).toBe(1);
    expect(output).toContain('npm run execute');
    expect(output).toMatch(/Cannot install JupyterLab: there is no Python 3\.9 or later\. Mend it with: /);
    expect(output).not.toMatch(/\n\s+at /);
  });
});

describe('npm run doctor', () => {
  it('finds that the lecture can run, though JupyterLab is missing', async () => {
    const { status, output } = await bayes(['doctor']).done();
    expect(output).toMatch(/^– JupyterLab +is not installed\. Mend it with: npm run setup$/m);
    expect(output).toMatch(/^✓ kernel +bayes-tslab starts in [\d.]+ s and imports the library in [\d.]+ s$/m);
    expect(output).toMatch(/^✓ TensorFlow +runs on (tensorflow|wasm|cpu): /m);
    expect(output).toMatch(/\nThe lecture can run\.\n$/);
    expect(status).toBe(0);
  });

  it('finds that the lecture cannot run where dist/ is gone, and names the command that mends it', async () => {
    rmSync(path.join(clone, 'dist'), { recursive: true });
    const { status, output } = await bayes(['doctor']).done();
    expect(status).toBe(1);
    expect(output).toMatch(/^✗ build .* Mend it with: npm run setup$/m);
    expect(output).toMatch(/^✗ kernel .* Mend it with: npm run setup$/m);
    expect(output).toMatch(/\nThe lecture cannot run yet\.\n$/);
  });
});
