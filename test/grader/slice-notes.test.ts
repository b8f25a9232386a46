import { describe, expect, test } from 'vitest';
import { extractExercise } from '../../grader/extraction/extract-exercise';
import { cellsFrom } from './notebook-of';
import { answerOf } from './run-extracted';

const exercise = { id: 'exercise-1', functionName: 'klLoss' };
const extract = (...cells: string[]) => extractExercise(cellsFrom(cells), exercise);
const modules = () => ({
  random: () => 4,
  tf: { sequential: () => ({ steps: 0 }), print() {} },
  adam: () => ({}),
  checkExercise() {},
});

describe('an answer that a module gives away', () => {
  test.each([
    ['exports.klLoss', 'exports.klLoss = (x) => x + 1;'],
    ['module.exports.klLoss', 'module.exports.klLoss = (x) => x + 1;'],
    ["exports['klLoss']", "exports['klLoss'] = (x) => x + 1;"],
    ['module.exports = { ... }', 'const one = 1;\nmodule.exports = { klLoss: (x) => x + one };'],
    ['Object.assign(exports, ...)', 'Object.assign(exports, { klLoss: (x) => x + 1 });'],
    ['export { f as klLoss }', 'const f = (x) => x + 1;\nexport { f as klLoss };'],
    ['export { klLoss }', 'const klLoss = (x) => x + 1;\nexport { klLoss };'],
    [
      'exports of itself',
      'function klLoss(x) { return x + 1; }\nexports.klLoss = klLoss;\nmodule.exports = { klLoss };',
    ],
    ['globalThis', '(globalThis as any).klLoss = (x) => x + 1;'],
    [
      'Object.defineProperty',
      "Object.defineProperty(globalThis, 'klLoss', { value: (x) => x + 1, configurable: true });",
    ],
    ['a helper of exports', 'exports.one = () => 1;\nconst klLoss = (x) => x + exports.one();'],
    ['a function in a list', 'const all = [(x) => x + 1];\nconst [klLoss] = all;'],
    [
      'a function named module beside it',
      'function module() { return 1; }\nfunction exports() { return 0; }\nfunction require() { return 0; }\nconst klLoss = (x) => x + module() + exports() + require();',
    ],
    [
      'an import under the name of a word of modules',
      "import { random as require } from 'bayes-notebooks';\nlet module = 1;\nconst klLoss = (x) => x + module;",
    ],
    [
      'a default export among others',
      'function helper() { return 1; }\nexport default function klLoss(x) { return x + helper(); }',
    ],
    [
      'dollar names',
      'const $module = 1, $$require = 0;\nfunction $import(x) { return x; }\nconst klLoss = (x) => $import(x) + $module + $$require;',
    ],
  ])('%s', async (_, ...cells) => {
    const answer = await answerOf(extract(...cells), modules);
    expect(answer(1)).toBe(2);
  });

  test('a stub that is given away is still a stub', () => {
    expect(extract('function klLoss() {}\nexports.klLoss = klLoss;\nexport { klLoss };').status).toBe(
      'missing',
    );
  });
});

describe('what only trains, shows or checks', () => {
  const net = `import { tf, adam, checkExercise } from 'bayes-notebooks';
const net: any = tf.sequential();
const optimizer: any = adam(0.01);`;
  const training =
    'for (let step = 0; step < 3; step++) { optimizer.minimize(() => net.loss()); net.steps++; }';

  test('is left out, and an answer that needs the net says that it was trained', async () => {
    const extracted = extract(net, training, 'const klLoss = (x, model = net) => model.steps + x;');
    expect((await answerOf(extracted, modules))(1)).toBe(1);
    expect(extracted.code).not.toContain('minimize');
    expect(extracted.assumptions.map(({ en }) => en)).toEqual([
      'the training in cell 2 was left out; in the notebook it may have changed: net',
    ]);
  });

  test('is left out where a function does it', async () => {
    const train =
      'async function train(model, steps) { for (;;) { optimizer.minimize(() => model.loss()); model.steps++; } }\nconst all = (model) => train(model, 3);';
    const extracted = extract(
      net,
      train,
      'const history = await all(net);\nawait train(net, 2);',
      'const klLoss = (x, model = net) => model.steps + x;',
    );
    expect((await answerOf(extracted, modules))(1)).toBe(1);
    expect(extracted.assumptions.map(({ en }) => en)).toEqual([
      'the training in cell 3 was left out; in the notebook it may have changed: net',
    ]);
  });

  test('is no matter to an answer that needs none of it', () => {
    const show =
      "net.summary();\nconsole.log(net);\nawait checkExercise('exercise-1', klLoss);\nif (klLoss(net) > 0) { tf.print(klLoss(net)); }";
    const extracted = extract(net, training, 'function klLoss(x) { return tf && x; }', show);
    expect(extracted.assumptions).toEqual([]);
    expect(extracted.source).toBe(
      "import { tf } from 'bayes-notebooks';\n\nfunction klLoss(x) { return tf && x; }",
    );
  });

  test('leaves what an answer keeps between calls as it was set up', async () => {
    const extracted = extract(
      'const seen: number[] = [];',
      'function klLoss(x) { seen.push(x); return seen.length; }',
      'klLoss(5);\nconst tried = [klLoss(6)];',
    );
    expect((await answerOf(extracted))(1)).toBe(1);
  });
});

test("the source is what the student wrote, in the notebook's order", () => {
  const extracted = extract(
    "import { a, b } from 'one';\nimport c, { d } from 'two';",
    'const t: any = {}, unused = 1;\nt.n = 2; // two\nconsole.log(t);',
    'type X = number;\nfunction klLoss(x: X) { return a + b + d + t.n; }',
  );
  expect(extracted.source).toBe(
    "import { a, b } from 'one';\n\nimport { d } from 'two';\n\nconst t: any = {};\n\nt.n = 2;\n\ntype X = number;\n\nfunction klLoss(x: X) { return a + b + d + t.n; }",
  );
});
