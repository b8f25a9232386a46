import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { newFolder, runCells } from './seen';

const folder = newFolder({ 'mine.ts': 'export const foo = 1;\n', 'data.json': '{}' });
let kernel: KernelClient;
beforeAll(async () => {
  mkdirSync(path.join(folder, 'pod folder'));
  writeFileSync(path.join(folder, 'pod folder/żółw.ts'), 'export const turtle = 1;\n');
  kernel = await KernelClient.start({ cwd: folder });
  await runCells(kernel, [
    "import { BayesLinear, tf } from 'bayes-notebooks';\nawait tf.ready();",
    "const layer = new BayesLinear({ units: 3, inputDim: 4 });\n/** How many draws. */\nconst numberOfDraws = 10;\ninterface Options { mode: 'fast' | 'slow'; repeat?: number }\n/**\n * Runs it.\n * @param options how it is run\n */\nfunction runIt(options: Options, times = 1): number { return times; }\nconst żółw = { skorupa: 1 };",
  ]);
});
afterAll(() => kernel.shutdown());

/** The code with `|` at the cursor, as Jupyter's clients send it: they count code points. */
function atCursor(marked: string): { code: string; cursor_pos: number } {
  const [before = '', after = ''] = marked.split('|');
  return { code: before + after, cursor_pos: [...before].length };
}

async function completed(marked: string) {
  const { code, cursor_pos } = atCursor(marked);
  const { content } = await kernel.ask('complete_request', { code, cursor_pos });
  const { matches, cursor_start, cursor_end, metadata } = content as {
    matches: string[];
    cursor_start: number;
    cursor_end: number;
    metadata: { _jupyter_types_experimental?: { text: string; type: string }[] };
  };
  const points = [...code];
  /** What the cell is once a match is taken. */
  const taking = (match: string) => {
    expect(matches).toContain(match);
    return [...points.slice(0, cursor_start), match, ...points.slice(cursor_end)].join('');
  };
  const typeOf = (match: string) =>
    metadata._jupyter_types_experimental?.find(({ text }) => text === match)?.type;
  return { matches, taking, typeOf };
}

describe('Tab', () => {
  it.each([
    ['behind emoji in a comment', '// 🎉 my answer\nMath.ab|', 'abs', '// 🎉 my answer\nMath.abs'],
    ['behind emoji in a text', "const t = '🎉🎉'; Math.ab|", 'abs', "const t = '🎉🎉'; Math.abs"],
    ['before emoji', "Math.ab| + '🎉'.length", 'abs', "Math.abs + '🎉'.length"],
    [
      'between emoji',
      "'🎉'.length + Math.ab| + '🎉🎉'.length",
      'abs',
      "'🎉'.length + Math.abs + '🎉🎉'.length",
    ],
    ['behind a family of emoji', '// 👨‍👩‍👧‍👦 🇵🇱 👍🏽\nMath.ab|', 'abs', '// 👨‍👩‍👧‍👦 🇵🇱 👍🏽\nMath.abs'],
    ['behind letters of mathematics', '// 𝑥 ∼ 𝒩(0, 1)\nMath.ab|', 'abs', '// 𝑥 ∼ 𝒩(0, 1)\nMath.abs'],
    [
      'behind emoji on every line',
      '// 🎉\n// 🎉\n// 🎉\nnumberOf|',
      'numberOfDraws',
      '// 🎉\n// 🎉\n// 🎉\nnumberOfDraws',
    ],
    ['in a template with emoji', '`🎉 ${numberOf|} 🎉`', 'numberOfDraws', '`🎉 ${numberOfDraws} 🎉`'],
    ['behind Polish letters', "const ż = 'ąęć'; Math.ab|", 'abs', "const ż = 'ąęć'; Math.abs"],
    ['on a name of Polish letters', 'żó|', 'żółw', 'żółw'],
    ['on a member of it', 'żółw.sko|', 'skorupa', 'żółw.skorupa'],
    ['behind Windows line ends and emoji', '// 🎉\r\nMath.ab|', 'abs', '// 🎉\r\nMath.abs'],
    ['in the middle of a word', 'Math.a|bs(1)', 'abs', 'Math.abs(1)'],
    ['behind a dot', 'layer.|', 'klLoss', 'layer.klLoss'],
    ['behind ?.', 'layer?.kl|', 'klLoss', 'layer?.klLoss'],
    ['on a name of an earlier cell', 'numberO|', 'numberOfDraws', 'numberOfDraws'],
    ['on an imported name', 'BayesL|', 'BayesLinear', 'BayesLinear'],
    ['on a name of this cell', 'const hereOnly = 1;\nhereO|', 'hereOnly', 'const hereOnly = 1;\nhereOnly'],
    [
      'on a name of an enclosing function',
      'function f(parameter: number) {\n  return param|\n}',
      'parameter',
      'function f(parameter: number) {\n  return parameter\n}',
    ],
    ['on an option', 'new BayesLinear({ un| })', 'units', 'new BayesLinear({ units })'],
    ['in a cell with an error above', 'const = ;\nnumberOf|', 'numberOfDraws', 'const = ;\nnumberOfDraws'],
    ['in an unclosed call', 'Math.max(numberOf|', 'numberOfDraws', 'Math.max(numberOfDraws'],
    ['behind an await', 'await numberOf|', 'numberOfDraws', 'await numberOfDraws'],
    ['on a keyword', 'functio|', 'function', 'function'],
  ])('%s', async (_, marked, match, expected) => {
    expect((await completed(marked)).taking(match)).toBe(expected);
  });

  it.each([
    ["import { foo } from './mi|'", /mine/],
    ["import data from './da|'", /data\.json/],
    ["import { x } from './pod folder/|'", /żółw/],
    ["import { x } from 'bayes-n|'", /bayes-notebooks/],
    ["import { x } from 'node:f|'", /fs/],
    ["require('./mi|')", /mine/],
    ["await import('./mi|')", /mine/],
    ["import { fo| } from './mine'", /^foo$/],
    ["import { gaussian| } from 'bayes-notebooks'", /^gaussianKl$/],
    ["runIt({ mode: '|' })", /fast/],
  ])('in %s finds it', async (marked, match) => {
    expect((await completed(marked)).matches.filter((one) => match.test(one))).not.toEqual([]);
  });

  it.each(["const t = 'numberOf|'", '// numberOf|', '/* numberOf| */', '`numberOf|`', '5.|'])(
    'in %s finds no names of variables',
    async (marked) => {
      expect((await completed(marked)).matches).not.toContain('numberOfDraws');
    },
  );

  it('lists own members before inherited ones', async () => {
    const { matches } = await completed('layer.|');
    for (const own of ['klLoss', 'freeze', 'unfreeze', 'frozen']) {
      for (const inherited of ['countParams', 'getWeights', 'trainable']) {
        expect([own, matches.indexOf(own) < matches.indexOf(inherited), matches.includes(inherited)]).toEqual(
          [own, true, true],
        );
      }
    }
  });

  it('tells the kinds', async () => {
    expect((await completed('numberOf|')).typeOf('numberOfDraws')).toMatch(/const|instance|variable/);
    expect((await completed('runI|')).typeOf('runIt')).toBe('function');
    expect((await completed('BayesL|')).typeOf('BayesLinear')).toBe('class');
    expect((await completed('layer.klL|')).typeOf('klLoss')).toMatch(/method|function/);
    expect((await completed('retur|')).typeOf('return')).toBe('keyword');
  });

  it('names nothing of the kernel', async () => {
    for (const marked of [
      '|',
      '__|',
      'c|',
      'n|',
      "import x from '|'",
      "import x from './|'",
      "import x from 'note|'",
    ]) {
      const { matches } = await completed(marked);
      expect(matches.filter((one) => /^__cell|notebook:|^cell-?\d|names_/.test(one))).toEqual([]);
    }
  });

  it('changes nothing: what was completed is not declared', async () => {
    await completed('const onlyTyped = 1; onlyTy|');
    expect((await kernel.execute('onlyTyped')).status).toBe('error');
  });
});

async function inspected(marked: string, detail = 0): Promise<string | undefined> {
  const { content } = await kernel.ask('inspect_request', { ...atCursor(marked), detail_level: detail });
  expect(content.status).toBe('ok');
  return content.found ? (content.data as Record<string, string>)['text/plain'] : undefined;
}

describe('Shift+Tab', () => {
  it.each([
    ['inside a call without arguments', 'layer.klLoss(|', /klLoss\(\)/],
    ['inside a closed call', 'layer.klLoss(|)', /klLoss\(\)/],
    ['inside a constructor', 'new BayesLinear(|', /BayesLinear\(/],
    ['inside its options', 'new BayesLinear({ units: 3, | })', /BayesLinear|BayesLinearArgs|units|priorMu/],
    ['behind an argument', 'runIt({ mode: "fast" }, |', /runIt\(options: Options, times/],
    ['behind a comma without a space', 'runIt({ mode: "fast" },|', /runIt\(/],
    ['inside an inner call', 'runIt(Math.max(1, |', /max\(/],
    ['inside an outer call', 'runIt(Math.max(1, 2), |', /runIt\(/],
    ['inside a call behind emoji', "const t = '🎉'; runIt(|", /runIt\(/],
    ['inside a call with an error above', 'const = ;\nrunIt(|', /runIt\(/],
    ['inside a call over several lines', 'runIt(\n  { mode: "slow" },\n  |\n)', /runIt\(/],
    ['on a name', 'number|OfDraws', /numberOfDraws/],
    ['behind a name', 'numberOfDraws|', /numberOfDraws: |numberOfDraws = /],
    ['before a name', '|numberOfDraws', /numberOfDraws/],
    ['on a function, with its documentation', 'run|It', /Runs it\./],
    ['on a name behind emoji', '// 🎉🎉🎉\nnumberOf|Draws', /How many draws\./],
    ['on a member', 'layer.kl|Loss', /klLoss/],
    ['on a type', 'let o: Opt|ions', /interface Options/],
    ['on an imported name', 'Bayes|Linear', /class BayesLinear/],
    ['on a name of this cell', 'const mineHere = 4;\nmine|Here', /const mineHere: 4/],
  ])('%s', async (_, marked, expected) => {
    expect(await inspected(marked)).toMatch(expected);
    expect(await inspected(marked)).not.toMatch(/\(alias\)|notebook:|cell-?\d/);
  });

  it.each(['nobodyDeclaredThis|', '|', '// numberOfDraws|', '  |  ', '"text|"', '5|'])(
    'on %j finds nothing',
    async (marked) => {
      expect(await inspected(marked)).toBeUndefined();
    },
  );
});
