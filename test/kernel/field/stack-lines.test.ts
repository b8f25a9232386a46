import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { type CellRun, runCell } from '../run-cell';
import { newFolder } from './seen';

const folder = newFolder();
let kernel: KernelClient;
beforeAll(async () => {
  writeFileSync(
    path.join(folder, 'mine.ts'),
    "// a file\ninterface Skipped { n: number }\nexport function bad(): never {\n  throw new Error('in mine');\n}\n",
  );
  kernel = await KernelClient.start({ cwd: folder });
});
afterAll(() => kernel.shutdown());

/** All that a reader sees below a cell, its value and its error too. */
function text({ messages }: CellRun): string {
  const texts = messages.map(({ content }) => {
    const data = content.data as Record<string, string> | undefined;
    return `${content.text ?? ''}${data?.['text/plain'] ?? ''}${(content.traceback as string[] | undefined)?.join('\n') ?? ''}`;
  });
  return stripVTControlCharacters(texts.join(''));
}

/** The places that it names, as `cell:line`, cells counted from the present one (0). */
function places(run: CellRun): string[] {
  const here = run.reply.execution_count as number;
  return [...text(run).matchAll(/\bat .*?cell (\d+), line (\d+)/g)].map(
    ([, cell, line]) => `${Number(cell) - here}:${line}`,
  );
}

/** No line of the kernel, of emitted code or of Node stands there. */
function expectNoForeignPlaces(run: CellRun): void {
  expect(text(run)).not.toMatch(
    /\/dist\/|node:internal|node:vm|kernel\/|evalmachine|\.js:\d|<anonymous>:\d|__cell/,
  );
}

const g = "// a\n// b\nfunction g(): number {\n  throw new Error('line 4');\n}\n";

describe('an error that a cell has caught names its own lines', () => {
  it.each<[string, string, string[]]>([
    ['by console.error', `${g}try { g(); } catch (e) { console.error(e); }`, ['0:4', '0:6']],
    ['by console.log', `${g}try { g(); } catch (e) { console.log(e); }`, ['0:4', '0:6']],
    ['by its stack', `${g}try { g(); } catch (e) { console.log((e as Error).stack); }`, ['0:4', '0:6']],
    [
      'as the last value',
      `${g}let caught: unknown;\ntry { g(); } catch (e) { caught = e; }\ncaught`,
      ['0:4', '0:7'],
    ],
    [
      'in an object',
      `${g}let caught: unknown;\ntry { g(); } catch (e) { caught = { e }; }\ncaught`,
      ['0:4', '0:7'],
    ],
    ['in an array that is printed', `${g}try { g(); } catch (e) { console.log([e]); }`, ['0:4', '0:6']],
    ['in a text', `${g}try { g(); } catch (e) { console.log(\`\${(e as Error).stack}\`); }`, ['0:4', '0:6']],
    ['by console.trace', "\n\nfunction here() { console.trace('where'); }\nhere();", ['0:3', '0:4']],
    ['by a stack without a throw', '\n\nconsole.log(new Error("x").stack);', ['0:3']],
    [
      'by captureStackTrace',
      'const o: { stack?: string } = {};\nError.captureStackTrace(o);\nconsole.log(o.stack);',
      ['0:2'],
    ],
    [
      'of several errors',
      "\nconst all = new AggregateError([\n  new Error('one'),\n  new TypeError('two'),\n], 'all');\nconsole.log(all);",
      ['0:2', '0:3', '0:4'],
    ],
    [
      'of a cause',
      "\nconst inner = new Error('inner');\nconst outer = new Error('outer', { cause: inner });\nconsole.log(outer);",
      ['0:3', '0:2'],
    ],
    [
      'behind an await',
      "async function f() {\n  await null;\n  throw new Error('late');\n}\ntry {\n  await f();\n} catch (e) {\n  console.log(e);\n}",
      ['0:3', '0:6'],
    ],
    [
      'of a promise',
      "const e = await Promise.reject(new Error('p')).catch((e) => e);\nconsole.log(e.stack);",
      ['0:1'],
    ],
    [
      'in a callback',
      "try {\n  [1].forEach(() => {\n    throw new Error('cb');\n  });\n} catch (e) { console.log(e); }",
      ['0:3', '0:2'],
    ],
    [
      'in a constructor, a method and a getter',
      "class K {\n  constructor() { this.m(); }\n  m() { return this.p; }\n  get p(): number { throw new Error('get'); }\n}\ntry { new K(); } catch (e) { console.log(e); }",
      ['0:4', '0:3', '0:2', '0:6'],
    ],
    [
      'of a class of errors of its own',
      "class Mine extends Error {\n  override name = 'Mine';\n}\ntry { throw new Mine('own'); } catch (e) { console.log(e); }",
      ['0:4'],
    ],
    [
      'of the machine',
      'const nothing = null as any;\n\ntry { nothing.x; } catch (e) { console.log(e); }',
      ['0:3'],
    ],
    [
      'in a timer',
      "await new Promise<void>((done) => setTimeout(() => {\n  console.log(new Error('t').stack);\n  done();\n}, 1));",
      ['0:2'],
    ],
    [
      'behind types that are not emitted',
      "interface A { a: number }\ntype B = A;\nenum C { X }\n\n\ntry { throw new Error('x'); } catch (e) { console.log(e); }",
      ['0:6'],
    ],
    ['behind emoji', "const s = '🎉🎉';\ntry { throw new Error(s); } catch (e) { console.log(e); }", ['0:2']],
    [
      'with Windows line ends',
      "// a\r\n// b\r\ntry { throw new Error('x'); } catch (e) { console.log(e); }",
      ['0:3'],
    ],
    ['with an error in a map', "console.log(new Map([['k', new Error('m')]]));", ['0:1']],
    [
      'behind a loop',
      "let e: unknown;\nfor (let i = 0; i < 2; i++) {\n  await null;\n  e = new Error('loop');\n}\nconsole.log(e);",
      ['0:4'],
    ],
    [
      'in a generator',
      "function* gen() {\n  yield 1;\n  throw new Error('gen');\n}\ntry {\n  for (const _ of gen());\n} catch (e) { console.log(e); }",
      ['0:3', '0:6'],
    ],
  ])('%s', async (_, code, expected) => {
    const run = await runCell(kernel, code);
    expect(run.reply.status).toBe('ok');
    expect([places(run), text(run)]).toEqual([expected, expect.anything()]);
    expectNoForeignPlaces(run);
  });

  it('of an earlier cell', async () => {
    await runCell(kernel, "\n\nfunction earlier(): never {\n  throw new Error('earlier');\n}");
    const run = await runCell(kernel, '\ntry { earlier(); } catch (e) { console.log(e); }');
    expect(places(run)).toEqual(['-1:4', '0:2']);
    expectNoForeignPlaces(run);
  });

  it('by the number that the notebook shows, also behind silent cells', async () => {
    await runCell(kernel, '1', { silent: true });
    await runCell(kernel, 'const h = () => new Error("h").stack;', { silent: false });
    await runCell(kernel, '2', { silent: true });
    const run = await runCell(kernel, 'console.log(h());');
    expect(places(run)).toEqual(['-1:1', '0:1']);
  });

  it('and of a file of its own', async () => {
    const run = await runCell(
      kernel,
      "import { bad } from './mine';\n\ntry { bad(); } catch (e) { console.log(e); }",
    );
    expect(text(run)).toMatch(/at .*mine\.ts.*4/);
    expect(places(run)).toEqual(['0:3']);
    expectNoForeignPlaces(run);
    const thrown = await runCell(kernel, "import { bad } from './mine';\nbad();");
    expect(text(thrown)).toMatch(/mine\.ts.*4/);
    expect(places(thrown)).toEqual(['0:2']);
  });

  it('and one whose stack was set by hand stays as it is', async () => {
    const run = await runCell(
      kernel,
      "const e = new Error('x'); e.stack = 'set by hand'; console.log(e.stack);",
    );
    expect(text(run)).toBe('set by hand\n');
  });

  it("and an overflow of the stack is told, not the kernel's", async () => {
    const run = await runCell(kernel, 'function deep(): number { return deep() + 1; }\ndeep();');
    expect(run.reply).toMatchObject({ ename: 'RangeError', evalue: 'Maximum call stack size exceeded' });
    expectNoForeignPlaces(run);
    expect((run.reply.traceback as string[]).length).toBeLessThan(40);
  });
});
