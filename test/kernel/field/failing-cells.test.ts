import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { firstMessage, runCell } from '../run-cell';
import { runCells, seen } from './seen';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

/** Ways in which a cell fails once all before has run. */
const ends: Record<string, string> = {
  'a throw': "throw new Error('end');",
  'a throw in a function': "(() => { throw new Error('end'); })();",
  'a rejected await': "await Promise.reject(new Error('end'));",
  'a throw behind an await': "await null; throw new Error('end');",
  'a rejected promise that nobody awaits':
    "void Promise.reject(new Error('end')); await new Promise(setImmediate);",
  'a thrown undefined': 'throw undefined;',
  'process.exit': 'process.exit(1);',
};

describe('a cell that fails', () => {
  const before = [
    'let kept = 1;\nconst fixed = "old";\nfunction made() { return "old"; }\nclass Kind { tag = "old"; }\ntype Shape = { old: number };',
  ];
  const changes =
    'const fixed = "new";\nfunction made() { return 1; }\nclass Kind { tag = 2; }\nlet own = 3;\ntype Shape = { changed: number };\n';
  const after =
    'const shape: Shape = { old: 1 };\nconst tag: string = new Kind().tag; const text: string = made();\n[kept, fixed, text, tag]';

  it.each(Object.entries(ends))('by %s declares nothing, and keeps what it changed', async (_, end) => {
    await runCells(kernel, before);
    const failed = await runCell(kernel, `${changes}kept = 2;\n${end}`);
    expect(failed.reply.status).toBe('error');
    expect(seen(await runCell(kernel, after))).toBe("[ 2, 'old', 'old', 'old' ]");
    expect((await runCell(kernel, 'own')).reply.evalue).toContain('own');
  });

  it.each([
    ['a type error', "const wrong: number = 'text';"],
    ['a syntax error', 'const = ;'],
    ['an unknown name', 'nobodyDeclaredThis();'],
    ['an import that is not there', "import { nothing } from './nothing-here';"],
    ['an unfinished text', 'const text = `unfinished'],
    ['an unclosed brace', 'function open() {'],
  ])('by %s runs not at all', async (_, end) => {
    await runCells(kernel, before);
    const failed = await runCell(kernel, `${changes}kept = 2;\nconsole.log('never');\n${end}`);
    expect(failed.reply).toMatchObject({ status: 'error', ename: 'TypeScriptError' });
    expect(seen(failed)).not.toContain('never');
    expect(seen(await runCell(kernel, after))).toBe("[ 1, 'old', 'old', 'old' ]");
    expect((await runCell(kernel, 'own')).reply.evalue).toContain('own');
  });

  it.each([
    ['in a loop', "console.log('started'); for (;;);"],
    ['behind an await', "await null; console.log('started'); for (;;) await new Promise(setImmediate);"],
    [
      'in a loop of an awaited function',
      "async function go() { console.log('started'); for (;;) await null; }\nawait go();",
    ],
    ['while it waits', "console.log('started'); await new Promise(() => {});"],
  ])('by an interrupt %s declares nothing, and keeps what it changed', async (_, end) => {
    await runCells(kernel, before);
    const started = firstMessage('stream');
    const run = runCell(kernel, `${changes}kept = 2;\n${end}`, { onMessage: started.onMessage });
    await started.seen;
    kernel.interrupt();
    expect((await run).reply).toMatchObject({ status: 'error', ename: 'Interrupted' });
    expect(seen(await runCell(kernel, after))).toBe("[ 2, 'old', 'old', 'old' ]");
    expect((await runCell(kernel, 'own')).reply.evalue).toContain('own');
  });

  it.each<[string, string[], string]>([
    [
      'leaves a function that it gave away working',
      [
        'const holder: { f?: () => number } = {};',
        'let mine = 5; holder.f = () => ++mine; throw 1;',
        'holder.f!() + holder.f!()',
      ],
      '13',
    ],
    [
      'leaves a changed array changed',
      ['const list = [1];', 'list.push(2); const list2 = list; throw 1;', 'list'],
      '[ 1, 2 ]',
    ],
    [
      'may run again, mended',
      ['let n = 0;', 'const value = 1; n += 1; throw 1;', 'const value = 2; n += 1;', '[value, n]'],
      '[ 2, 2 ]',
    ],
    [
      'fails twice and leaves the same',
      ['const a = 1;', 'const a = 2; throw 1;', 'const a = 3; throw 1;', 'a'],
      '1',
    ],
    [
      'leaves the import of an earlier cell',
      [
        "import { basename } from 'node:path';",
        "import { basename } from 'node:path'; throw 1;",
        "basename('a/b')",
      ],
      "'b'",
    ],
    [
      'leaves an earlier type where it declared a value of that name',
      ['type Same = { n: number };', 'const Same = 1; throw 1;', 'const s: Same = { n: 1 }; s.n'],
      '1',
    ],
    [
      'leaves an earlier value where it declared a type of that name',
      ['const Same = 5;', 'type Same = string; throw 1;', 'Same'],
      '5',
    ],
    [
      'leaves what an earlier failed one left',
      ['let n = 1;', 'n = 2; throw 1;', 'n = 3; throw 1;', 'n'],
      '3',
    ],
  ])('%s', async (_, cells, expected) => {
    for (const cell of cells.slice(0, -1)) await runCell(kernel, cell);
    expect(seen(await runCell(kernel, cells.at(-1) as string))).toBe(expected);
  });
});
