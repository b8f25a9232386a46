import { describe, expect, it } from 'vitest';
import { inPythonWords, type PythonWords } from '../../cells/python-words';
import { checkCell } from './check-cell';

function words(code: string): PythonWords | undefined {
  return inPythonWords(code.split('\n'), checkCell(code));
}

describe('a cell of Python', () => {
  it.each([
    ['print(1)', 'console.log'],
    ['print "a"', 'console.log'],
    ["x = [1, 2]\nprint('a', x, len(x))", 'console.log'],
    ['!ls', 'execSync'],
    ['!ls -la', 'execSync'],
    ['!nvidia-smi', 'execSync'],
    ['!python train.py --steps 3', 'execSync'],
    ['%%bash\nls -la', 'execSync'],
    ['!pip install numpy', 'npm install'],
    ['%pip install numpy', 'npm install'],
    ['pip install numpy', 'npm install'],
    ['npm install lodash', 'npm install'],
    ['%time f()', 'console.time'],
    ['%%time\nconst a = 1;', 'console.time'],
    ['%matplotlib inline', 'leave the line out'],
    ['# comment', '`//`'],
    ['#comment', '`//`'],
    ["# it's a comment\nlet x = 1;", '`//`'],
    ['const x = 5 # five', '`//`'],
    ['def f(x):\n    return x + 1', 'function f(x)'],
    ['def f(x: int) -> int:\n    return x', 'function f(x)'],
    ['async def f():\n    pass', 'function f(x)'],
    ['import numpy as np', 'import * as name'],
    ['import numpy', 'import * as name'],
    ['import matplotlib.pyplot as plt', 'import * as name'],
    ['from torch import nn, optim', "import { name } from 'package'"],
    ['from math import *', "import { name } from 'package'"],
    ['const a = None;', '`null`'],
    ['const a = True;', '`true`'],
    ['let a = [False];', '`false`'],
    ['const ok = true;\nconst b = ok and ok;', '`&&`'],
    ['const ok = true;\nif (ok or !ok) 1;', '`&&`'],
    ['const ok = true;\nconst b = not ok;', '`!`'],
    ['const x = 3;\nx is None', '`===`'],
    ['const x = 1;\nif x > 3:\n  x', 'if (…)'],
    ['const x = 1;\nif (x > 3):\n  x', 'if (…)'],
    ['const x = 1;\nif (x) { x } elif (x) { x }', 'else if'],
    ['elif x:', 'else if'],
    ['else:', 'else {'],
    ['const f = lambda x: x + 1', '(x) => …'],
    ['const n = 3;\nf"n = {n}"', 'n = $'],
    ["const n = 3;\nconsole.log(f'{n}')", 'n = $'],
    ['x = 5', 'let x = …'],
    ['x: int = 5', 'number'],
    ['x, y = 1, 2', 'let [x, y]'],
    ['function g(**kwargs) {}', '...args'],
    ['console.log(*args)', '...args'],
    ['const xs = [1, 2];\nfor x in xs:\n    x', 'for (const x of xs)'],
    ['for i in range(10):\n    print(i)', 'for (const x of xs)'],
    ['while True:\n    pass', 'while (…)'],
    ['class A:\n    pass', 'class Name'],
    ['class B(A):\n    x = 1', 'class Name'],
    ['try:\n  1\nexcept E:\n  2', 'catch (error)'],
    ['with open("f") as f:\n  f', 'readFileSync'],
    ['const xs = [1]; len(xs)', 'xs.length'],
    ['const xs = [1];\n[x * 2 for x in xs]', 'xs.map'],
    ['const xs = [1, 2, 3];\nxs[1:3]', 'xs.slice'],
    ['const xs = [1];\nxs.append(3)', 'push'],
    ['"a".upper()', 'toUpperCase'],
    ['"{}".format(1)', '`x = $'],
    ['raise ValueError("x")', 'throw new Error'],
    ['assert 1 == 1, "no"', 'throw new Error'],
    ['const x = 1;\ndel x', 'delete'],
    ['"""doc"""\n1', 'backticks'],
    ['const a = 1 if true else 2', 'c ? a : b'],
    ['np.array([1, 2])', 'tf.tensor'],
    ['abs(-1)', 'Math.abs(x)'],
    ['const x: float = 1', 'number'],
    ['isinstance(3, Number)', 'instanceof'],
    ['tf?', 'Shift+Tab'],
    ['const s = r"a"', 'letters before a text'],
  ])('%j is told that TypeScript writes %s', (code, instead) => {
    const told = words(code);
    expect(told?.sentence).toContain(instead);
    expect(told?.sentence).not.toContain('\n');
  });

  it('names the first line that is Python', () => {
    expect(words('const a = 1;\nconst b = a;\n  print(b)\n# end')).toMatchObject({ line: 3, column: 3 });
  });

  it.each([
    ['a name that is declared', 'function print(x: string) {}\nprint(1)'],
    ['functions of the same names', 'const sum = (xs: string[]) => xs.length;\nsum([1])'],
    ['a name that a cell above may declare', 'const total = sum(losses);'],
    ['a value that is no function', 'type.value'],
    ['an unknown name in a condition', 'if (1 > 0) y = 1 > 2 ? a : b'],
    ['an unknown name behind else', 'if (1 > 0) { 1 } else if (missing) { 2 } else { 3 }'],
    ['words in a text', "console.log('a and b, not c: x if y else z # d', missing)"],
    ['words in a comment', 'missing // for x in xs: print(f"x") # and'],
    ['a type predicate', 'function isA(v: unknown): v is Missing { return true; }'],
    ['a parameter called so', 'const f = (lambda: number) => lambda * missing;'],
    ['a negation', '!missing'],
    ['a private member', 'class A {\n  #x = missing;\n}'],
    ['an import that is not there', "import x, { y } from './nothing';"],
    ['an exponent', 'missing ** 2'],
    ['a syntax error', 'const a = ;'],
    ['a wrong type', 'const a: number = "x";'],
    ['an assignment whose value is unknown too', 'counter = missing + 1'],
    ['a comparison', 'counter == 3'],
    ['a member of one’s own class', 'class A { append: 1 }\nnew A().upperCase()'],
    ['what every object has', 'constructor'],
  ])('is not seen in %s', (_, code) => {
    expect(checkCell(code)).not.toEqual([]);
    expect(words(code)).toBeUndefined();
  });

  it('is not seen in what TypeScript accepts', () => {
    expect(inPythonWords(['print(1)'], [])).toBeUndefined();
  });
});
