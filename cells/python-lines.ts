/** Lines that can only come from a Python notebook. */
export interface PythonLine {
  /** Of the line without the white space around it, without its comment and with its texts empty. */
  pattern: RegExp;
  /** What it is, and what stands for it in TypeScript. */
  words: string;
}

const program =
  "a `!` that runs a program is Python's notebooks' own; TypeScript writes `execSync('…', { stdio: 'inherit' })` " +
  'of `node:child_process`';
const magic = "magics such as `%time` and `%matplotlib` are Python's notebooks' own";
const block = "a block that begins with a colon is Python's; TypeScript writes";
/** Programs that are known without anything behind them; `!done` may be half of a cell in TypeScript. */
const programs =
  'ls|pwd|pip3?|conda|npm|node|git|cat|cd|echo|head|tail|wc|mkdir|rm|cp|mv|curl|wget|python3?|env|date|df|free|ps|uname|whoami|which|nvidia-smi';

/** That the line holds a comment of Python's. */
export const pythonComment = 'a comment begins with `//`, not with `#`';

/** Lines that no TypeScript looks like. */
export const pythonLines: PythonLine[] = [
  {
    pattern: /^(?:[!%]\s*)?(?:pip3?|conda|mamba|uv|npm|yarn|pnpm)\s+(?:pip\s+)?(?:install|add|i)\b/,
    words: 'packages are installed in a terminal, by `npm install NAME` in the folder of the notebook',
  },
  { pattern: /^%%(?:bash|sh|script|cmd|system|sx)\b/, words: program },
  {
    pattern: /^%%?(?:time|timeit|prun)\b/,
    words: `${magic}; TypeScript writes \`console.time()\` before and \`console.timeEnd()\` after`,
  },
  { pattern: /^%%?[a-zA-Z]\w*(?:\s|$)/, words: `${magic}: leave the line out` },
  {
    pattern: new RegExp(
      `^!+(?:${programs})$|^!+[\\w./~-]+\\s+(?!(?:in|instanceof|as|satisfies)\\b)[^=&|?:<>()\\s].*$`,
    ),
    words: program,
  },
  {
    pattern: /^\?{1,2}[\w.]+$|^[\w.]+\?{1,2}$/,
    words: "a `?` for help is Python's notebooks' own: put the cursor on the name and press Shift+Tab",
  },
  {
    pattern: /^from\s+[\w.]+\s+import\b/,
    words: "`from … import` is Python's; TypeScript writes `import { name } from 'package'`",
  },
  {
    pattern: /^import\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*;?$/,
    words: "`import … as` is Python's; TypeScript writes `import * as name from 'package'`",
  },
  {
    pattern: /^(?:async\s+)?def\s+\w+\s*\(/,
    words: "`def` is Python's; TypeScript writes `function f(x) { … }`",
  },
  { pattern: /^class\s+\w+\s*(?:\(.*\))?\s*:/, words: `${block} \`class Name extends Base { … }\`` },
  { pattern: /^for\s+[^(].*\sin\s.+:/, words: `${block} \`for (const x of xs) { … }\`` },
  { pattern: /^if\s+[^(\s].*:|^if\b.*:\s*(?:#.*)?$/, words: `${block} \`if (…) { … }\`` },
  { pattern: /^elif\b/, words: "`elif` is Python's; TypeScript writes `else if (…) { … }`" },
  { pattern: /^else\s*:/, words: `${block} \`else { … }\`` },
  { pattern: /^while\s+[^(\s].*:|^while\b.*:\s*(?:#.*)?$/, words: `${block} \`while (…) { … }\`` },
  { pattern: /^(?:try|finally)\s*:/, words: `${block} \`try { … } catch (error) { … }\`` },
  { pattern: /^except\b.*:/, words: "`except` is Python's; TypeScript writes `catch (error) { … }`" },
  {
    pattern: /^with\s.+:/,
    words: "`with` is Python's; TypeScript reads a file whole, `readFileSync('file', 'utf8')` of `node:fs`",
  },
  { pattern: /^raise\s/, words: "`raise` is Python's; TypeScript writes `throw new Error('…')`" },
  {
    pattern: /^assert\s/,
    words: "`assert` without brackets is Python's; TypeScript writes `if (!…) throw new Error('…')`",
  },
  {
    pattern: /^del\s+\w/,
    words: "`del` is Python's; in TypeScript a variable goes by itself, a key by `delete object.key`",
  },
  {
    pattern: /^(?:global|nonlocal)\s+\w/,
    words: "`global` is Python's; a function sees the variables around it",
  },
  { pattern: /^print\s+['"\w]/, words: "`print` is Python's; TypeScript writes `console.log(…)`" },
  { pattern: /^pass$/, words: "`pass` is Python's; TypeScript writes an empty block, `{ }`" },
];

/** What may stand in the middle of a line, where TypeScript cannot even read it. */
export const pythonInside: PythonLine[] = [
  {
    pattern: /"""|'''/,
    words: 'a text of several lines stands between backticks, `` `…` ``, a comment between `/*` and `*/`',
  },
  {
    pattern: /\blambda\b[^{}]*:/,
    words: "`lambda` is Python's; TypeScript writes an arrow function, `(x) => …`",
  },
  {
    pattern: /(?:^|[\s(,=[+])[fF](?:""|'')/,
    words: "`f'…'` is Python's; TypeScript writes a template between backticks, `` `n = $" + '{n}` ``',
  },
  {
    pattern: /(?:^|[\s(,=[+])(?:[rbu]|rb|br)(?:""|'')/i,
    words: "letters before a text are Python's; TypeScript writes `'…'`, with `\\\\` for a backslash",
  },
  {
    pattern: /[[({].*\sfor\s+[\w\s,]+\sin\s.+[\])}]/,
    words: "a comprehension is Python's; TypeScript writes `xs.map((x) => …)`",
  },
  {
    pattern: /\w\[[^\]?{}]*:[^\]{}]*\]/,
    words: "a slice `xs[a:b]` is Python's; TypeScript writes `xs.slice(a, b)`",
  },
  {
    pattern: /\S\s+if\s+[^(\s].*\selse\s/,
    words: "`a if c else b` is Python's; TypeScript writes `c ? a : b`",
  },
  {
    pattern: /[(,]\s*\*\*?[A-Za-z_]\w*\s*[,)=]/,
    words:
      "`*args` and `**kwargs` are Python's; TypeScript writes `...args`, and an object for options by name",
  },
  {
    pattern: /[\w)\]'"]\s+(?:and|or)\s+[\w!('"[]/,
    words: "`and` and `or` are Python's; TypeScript writes `&&` and `||`",
  },
  { pattern: /(?:^|[\s(=])not\s+[\w(]/, words: "`not` is Python's; TypeScript writes `!`" },
  { pattern: /\w\s+is\s+(?:not\s+)?\w/, words: "`is` is Python's; TypeScript writes `===` and `!==`" },
];
