// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells are written as texts here
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Inspection, inspectAt } from '../../cells/inspection';
import { ambiguousForms } from './code-cells';
import { cursorIn, typing } from './typing';

const compiler = typing({ 'mine.ts': '/** Foo of mine. */\nexport const foo = 1;' }, [
  `import { tf, BayesLinear, gaussianKl } from 'bayes-notebooks';`,
  `const layer = new BayesLinear({ units: 1, inputDim: 2 });
/** The count. */
let counter = 1;
/**
 * Fits a {@link Net}.
 *
 * @param steps how many
 * @param why in words
 * @returns the same
 * @throws {RangeError} where there are none
 * @example
 * fit(3);
 * @doc {heading: 'Nets'}
 */
function fit(steps: number, why?: string) {
  return steps;
}
class Net { constructor(size: number) {} }
interface Options {
  /** How wide. Default 1. */
  wide?: number;
  deep: number;
}
function build(name: string, options: Options): Net { return new Net(1); }
function both(x: number): number; function both(x: string): string; function both(x: any) { return x; }
type Alias = 'a' | 'b';
enum Colour { Red }`,
]);

function inspect(text: string, detail: 0 | 1 = 0): Inspection | undefined {
  const { source, cursor } = text.includes('|') ? cursorIn(text) : { source: text, cursor: text.length };
  const { service, module } = compiler.typed(source, { described: true });
  return inspectAt(service, module, cursor, detail);
}

/** The first paragraph of the plain text. */
const signature = (text: string) => inspect(text)?.['text/plain'].split('\n\n')[0];

const fitCall = (caret: string) => `fit(steps: number, why?: string): number\n${caret}`;
const steps = fitCall('    ^^^^^^^^^^^^^');
const why = fitCall('                   ^^^^^^^^^^^^');

describe('inspectAt() a name', () => {
  it.each([
    ['layer|', 'const layer: BayesLinear'],
    ['lay|er', 'const layer: BayesLinear'],
    ['|layer', 'const layer: BayesLinear'],
    ['counter|', 'let counter: number'],
    ['tf|', 'namespace tf'],
    ['tf.layers|.dense', 'namespace layers'],
    ['tf|.layers', 'namespace tf'],
    ['BayesLinear|', 'class BayesLinear'],
    ['gaussian|Kl', /^function gaussianKl\(mu: .*\): tf\.Scalar$/],
    ['layer.kl|Loss()', '(method) BayesLinear.klLoss(): tf.Scalar'],
    ['layer.frozen|', /\bfrozen: boolean$/],
    ['new Net|(1)', 'new Net(size: number): Net'],
    ['let x: Options|', 'interface Options'],
    ['let x: Alias|', /^type Alias = /],
    ['Colour.Red|', '(enum member) Colour.Red = 0'],
    ['const own = 1; own|', 'const own: 1'],
    ["import { foo } from './mine'; foo|", 'const foo: 1'],
    ['Math.abs', '(method) Math.abs(x: number): number'],
    ['layer.klLoss()|', '(method) BayesLinear.klLoss(): tf.Scalar'],
    ['layer.klLoss();|', '(method) BayesLinear.klLoss(): tf.Scalar'],
    ['layer.klLoss() |', '(method) BayesLinear.klLoss(): tf.Scalar'],
    ['fit(fit(1))|', 'fit(steps: number, why?: string): number'],
    ['layer |', 'const layer: BayesLinear'],
    ['if (layer|) {}', 'const layer: BayesLinear'],
    ['`a ${layer|}`', 'const layer: BayesLinear'],
    ['{ layer| }', 'const layer: BayesLinear'],
    ['/* 🎉 */ layer|', 'const layer: BayesLinear'],
    ['const { kl|Loss } = layer', /\bklLoss: \(\) => tf\.Scalar$/],
  ])('says of %j %j', (text, said) => {
    if (typeof said === 'string') expect(signature(text)).toBe(said);
    else expect(signature(text)).toMatch(said);
  });

  it.each([
    '',
    '|',
    'nosuch|',
    'nosuch.deep|',
    'layer.nosuch|',
    "import x from 'nothere'; x|",
    'JSON.parse(text).any|',
    'const|',
    'await| 1',
    '1|',
    "'layer|'",
    '`layer|`',
    '// layer|',
    'layer // note |',
    'layer.klLoss()\n|',
    'if (|)',
    'nosuch(|',
    'tf.tidy(() => { | })',
    '__live|',
  ])('knows nothing of %j', (text) => {
    expect(inspect(text)).toBeUndefined();
  });

  it('adds what its comment says, without what is for programs', () => {
    expect(inspect('fit|')?.['text/plain']).toBe(
      `function fit(steps: number, why?: string): number

Fits a Net.

@param steps how many
@param why in words
@returns the same
@throws {RangeError} where there are none
@example
fit(3);`,
    );
    expect(inspect('counter|')?.['text/plain']).toBe('let counter: number\n\nThe count.');
  });

  it('says the same in Markdown', () => {
    expect(inspect('fit|')?.['text/markdown']).toBe(
      `\`\`\`ts
function fit(steps: number, why?: string): number
\`\`\`

Fits a Net.

*@param* steps how many

*@param* why in words

*@returns* the same

*@throws* {RangeError} where there are none

*@example*
\`\`\`ts
fit(3);
\`\`\``,
    );
  });

  it('adds its source at detail 1', () => {
    expect(inspect('fit|', 1)?.['text/plain']).toMatch(
      /\n\nfunction fit\(steps: number, why\?: string\) \{\n {2}return steps;\n\}$/,
    );
    expect(inspect('layer|', 1)?.['text/plain']).toBe(
      'const layer: BayesLinear\n\nconst layer = new BayesLinear({ units: 1, inputDim: 2 });',
    );
    expect(inspect('layer.klLoss|', 1)?.['text/markdown']).toMatch(/```ts\nklLoss\(\): tf\.Scalar;\n```$/);
  });
});

describe('inspectAt() a call', () => {
  it.each([
    ['layer.klLoss(|', 'klLoss(): tf.Scalar'],
    ['layer.klLoss(|)', 'klLoss(): tf.Scalar'],
    ['fit(|', steps],
    ['fit(|)', steps],
    ['fit( | )', steps],
    ['fit(1|)', steps],
    ['fit(1,|', why],
    ['fit(1, |', why],
    ['fit(1, |\nconst y = 1', why],
    ["fit(1, 'a|')", why],
    ['fit(1,\n  // note |\n)', why],
    ['fit(fit(|', steps],
    ['fit(1, fit(|))', steps],
    ['fit(fit(1), |)', why],
    ['const x = fit(|', steps],
    ['tf.tidy(() => fit(|))', steps],
    ['tf.tidy(() => { fit(1, |) })', why],
    ['console.log(`${fit(|)}`)', steps],
    ['new Net(|)', 'new Net(size: number): Net\n        ^^^^^^^^^^^^'],
    ['new Net(|', 'new Net(size: number): Net\n        ^^^^^^^^^^^^'],
    ['Math.max(1, 2, |)', 'max(...values: number[]): number\n    ^^^^^^^^^^^^^^^^^^^'],
    ['both(|)', 'both(x: number): number (+1 overload)\n     ^^^^^^^^^'],
    ['layer.klLoss?.(|', 'klLoss(): tf.Scalar'],
    ['layer.klLoss(\n\n|\n\n)', 'klLoss(): tf.Scalar'],
    ['layer.klLoss( // what |\n', 'klLoss(): tf.Scalar'],
    ['tf.tidy(() => { layer.klLoss(| })', 'klLoss(): tf.Scalar'],
    ['const x = ;\nlayer.klLoss(|', 'klLoss(): tf.Scalar'],
    ['function f() {\n  layer.klLoss(|', 'klLoss(): tf.Scalar'],
    ['console.log(layer.klLoss(|', 'klLoss(): tf.Scalar'],
    ['Math.max(Math.min(1, |), 2)', 'min(...values: number[]): number\n    ^^^^^^^^^^^^^^^^^^^'],
    [
      'let q = (n: number, m: string) => n; q(1, |',
      'q(n: number, m: string): number\n             ^^^^^^^^^',
    ],
    ['class Own { go(far: number) {} }\nnew Own().go(|', 'go(far: number): void\n   ^^^^^^^^^^^'],
    ['class Deep extends Net { constructor() { super(| } }', 'Net(size: number): Net\n    ^^^^^^^^^^^^'],
    ['new Map(|', 'new Map(): Map<any, any> (+3 overloads)'],
    ['tf.layers.dense({ units: 1, | }).apply(x)', /^dense\(args: DenseLayerArgs\): Dense\n/],
    ['model.add(tf.layers.dense({|', /^dense\(args: DenseLayerArgs\): Dense\n/],
    ['[3, 1].sort((a, b) => a - b, |)', /^sort\(/],
    ['new BayesLinear({ units: 3, | })', /^new BayesLinear\(args: BayesLinearArgs\): BayesLinear\n/],
    ['new BayesLinear({ units: 3, |', /^new BayesLinear\(args: BayesLinearArgs\): BayesLinear\n/],
    [
      'gaussianKl(1, |',
      `gaussianKl(
  mu: tf.TensorLike | tf.Tensor,
  logSigma: tf.TensorLike | tf.Tensor,
  ^^^^^^^^
  priorMu: tf.TensorLike | tf.Tensor,
  priorLogSigma: tf.TensorLike | tf.Tensor
): tf.Scalar`,
    ],
  ])('says of %j %j', (text, said) => {
    if (typeof said === 'string') expect(signature(text)).toBe(said);
    else expect(signature(text)).toMatch(said);
  });

  it('adds what is said of the argument and of the function', () => {
    expect(inspect('fit(|)')?.['text/plain']).toBe(
      `${steps}

  steps — how many

Fits a Net.

@returns the same
@throws {RangeError} where there are none
@example
fit(3);`,
    );
  });

  it("lists an object's further options, each with its first sentence", () => {
    const about = (text: string) => inspect(text)?.['text/plain'].split('\n\n')[1];
    expect(about("build('a', { | })")).toBe('  wide?: number — How wide.\n  deep: number');
    expect(about("build('a', { deep: 2, | })")).toBe('  wide?: number — How wide.');
    expect(about("build('a', {|")).toBe('  wide?: number — How wide.\n  deep: number');
    expect(about('new BayesLinear({ units: 3, | })')).toMatch(
      /^ {2}inputDim\?: number — [^.]+\.\n {2}priorMu\?: number — .*\n(?:.*\n)+ {2}inputShape\?: /,
    );
  });

  it("takes a class's words for a constructor that has none", () => {
    expect(inspect('new BayesLinear(|')?.['text/plain']).toContain('Gaussian distribution over every weight');
  });

  it('comes below the name that the cursor touches in it', () => {
    expect(inspect('fit(cou|nter)')?.['text/plain']).toMatch(
      /^let counter: number\n\nThe count\.\n\nfit\(steps/,
    );
    expect(inspect('fit(nosuch|)')?.['text/plain']).toMatch(/^fit\(steps/);
    expect(inspect('fi|t(1)')?.['text/plain']).not.toContain('^');
  });
});

describe('inspectAt()', () => {
  it('answers at each place of any text, and shows nothing that the compiler puts in', () => {
    const text = fc
      .constantFrom(...ambiguousForms)
      .chain((form) => fc.tuple(fc.constant(form), fc.nat(form.length)));
    fc.assert(
      fc.property(text, fc.boolean(), ([form, cursor], isCut) => {
        const { service, module } = compiler.typed(isCut ? form.slice(0, cursor) : form, { described: true });
        const shown = JSON.stringify(inspectAt(service, module, cursor, 1) ?? {});
        expect(shown).not.toMatch(/__(?:cell_|typed|names|live)|notebook:names|\$\d/);
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});
