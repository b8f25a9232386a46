import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { printed, runCell } from '../run-cell';

/** The names that a notebook declares again and again. */
const names = ['alpha', 'beta', 'gamma'] as const;
type Name = (typeof names)[number];
type Value = number | string;

/** One statement of a cell. */
type Step =
  | { do: 'declare'; how: 'let' | 'const' | 'var'; name: Name; value: Value }
  | { do: 'assign'; name: Name; value: Value }
  | { do: 'count'; name: Name }
  | { do: 'read'; name: Name }
  | { do: 'close over'; name: Name; by: number }
  | { do: 'set by function'; name: Name; value: Value; by: number }
  | { do: 'call'; by: number }
  | { do: 'await' };

interface Cell {
  steps: Step[];
  end: 'ok' | 'throw' | 'reject' | 'type error' | 'unknown name';
}

/** A variable. */
interface Box {
  how: 'let' | 'const' | 'var';
  type: 'number' | 'string';
  value: Value;
}

/** A function of a cell: the variable that it reads or sets for ever. */
interface Closure {
  box: Box;
  set?: Value;
}

/** What a cell does by the rules; where it is `unclear`, they say nothing. */
type Outcome = 'unclear' | 'refused' | { printed: string; failed: boolean };

/** What a notebook is by the rules: the newest declaration of each name, and the functions that cells have kept. */
class Model {
  readonly #names = new Map<Name, Box>();
  readonly #functions = new Map<number, Closure>();

  /** Runs a cell. */
  run({ steps, end }: Cell): Outcome {
    const own = new Map<Name, Box>();
    const declared = new Set(steps.flatMap((step) => (step.do === 'declare' ? [step.name] : [])));
    const effects: (() => string)[] = [];
    // The compiler looks at the whole cell before any of it runs.
    for (const step of steps) {
      if (step.do === 'await') continue;
      if (step.do === 'call') {
        effects.push(() => call(this.#functions.get(step.by)));
        continue;
      }
      if (step.do === 'declare') {
        if (own.has(step.name)) return 'unclear'; // twice in one cell
        own.set(step.name, { how: step.how, type: typeof step.value as Box['type'], value: step.value });
        continue;
      }
      if (declared.has(step.name) && !own.has(step.name)) return 'unclear'; // used above its declaration
      const box = own.get(step.name) ?? this.#names.get(step.name);
      if (box === undefined || !allowed(step, box)) return 'refused';
      effects.push(() => this.#take(step, box));
    }
    if (end === 'type error' || end === 'unknown name') return 'refused';
    let printed = '';
    let failed = end !== 'ok';
    try {
      for (const effect of effects) printed += effect();
    } catch {
      failed = true;
    }
    if (!failed) for (const [name, box] of own) this.#names.set(name, box);
    return { printed, failed };
  }

  #take(step: Step, box: Box): string {
    switch (step.do) {
      case 'read':
        return `${box.value}\n`;
      case 'assign':
        box.value = step.value;
        break;
      case 'count':
        box.value = (box.value as number) + 1;
        break;
      // An object of an earlier cell keeps the functions, so that a failing cell leaves some too.
      case 'close over':
        this.#functions.set(step.by, { box });
        break;
      case 'set by function':
        this.#functions.set(step.by, { box, set: step.value });
    }
    return '';
  }
}

function call(closure: Closure | undefined): string {
  if (closure === undefined) throw new TypeError('there is no such function');
  if (closure.set !== undefined) closure.box.value = closure.set;
  return `${closure.box.value}\n`;
}

/** Whether the compiler lets a step have that variable. */
function allowed(step: Step, { how, type }: Box): boolean {
  if (step.do === 'count') return how !== 'const' && type === 'number';
  if (step.do === 'assign' || step.do === 'set by function')
    return how !== 'const' && typeof step.value === type;
  return true;
}

function lineOf(step: Step, prefix: string): string {
  switch (step.do) {
    case 'declare':
      return `${step.how} ${prefix}${step.name}: ${typeof step.value} = ${JSON.stringify(step.value)};`;
    case 'assign':
      return `${prefix}${step.name} = ${JSON.stringify(step.value)};`;
    case 'count':
      return `${prefix}${step.name}++;`;
    case 'read':
      return `console.log(${prefix}${step.name});`;
    case 'close over':
      return `${prefix}kept.f${step.by} = () => ${prefix}${step.name};`;
    case 'set by function':
      return `${prefix}kept.f${step.by} = () => (${prefix}${step.name} = ${JSON.stringify(step.value)});`;
    case 'call':
      return `console.log(${prefix}kept.f${step.by}());`;
    case 'await':
      return 'await null;';
  }
}

const lastLines: Record<Cell['end'], string> = {
  ok: '',
  throw: "throw new Error('end');",
  reject: "await Promise.reject(new Error('end'));",
  'type error': "{ const wrong: number = 'text'; void wrong; }",
  'unknown name': 'nobodyDeclaresThis();',
};

/** The cell's text. `prefix` keeps the notebooks of one kernel apart. */
function textOf({ steps, end }: Cell, prefix: string): string {
  return [...steps.map((step) => lineOf(step, prefix)), lastLines[end]].join('\n');
}

const name = fc.constantFrom(...names);
const value = fc.oneof(fc.integer({ min: 0, max: 99 }), fc.constantFrom('a', 'ż', '🎉'));
const by = fc.integer({ min: 0, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('declare' as const),
      how: fc.constantFrom('let' as const, 'const' as const, 'var' as const),
      name,
      value,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('assign' as const), name, value }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('count' as const), name }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read' as const), name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close over' as const), name, by }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('set by function' as const), name, value, by }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('call' as const), by }) },
  { weight: 1, arbitrary: fc.constant({ do: 'await' as const }) },
);
const cell: fc.Arbitrary<Cell> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
  end: fc.oneof(
    { weight: 6, arbitrary: fc.constant('ok' as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        'throw' as const,
        'reject' as const,
        'type error' as const,
        'unknown name' as const,
      ),
    },
  ),
});

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

describe('a notebook of any cells in any order', () => {
  it('is what the rules of names say', async () => {
    let notebooks = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 2, maxLength: 8 }), async (cells) => {
        const prefix = `n${notebooks++}_`;
        const model = new Model();
        await runCell(kernel, `const ${prefix}kept: Record<string, () => unknown> = {};`);
        for (const one of cells) {
          const outcome = model.run(one);
          if (outcome === 'unclear') continue;
          const code = textOf(one, prefix);
          const run = await runCell(kernel, code);
          if (outcome === 'refused') {
            expect([code, run.reply.ename, printed(run)]).toEqual([code, 'TypeScriptError', '']);
          } else {
            expect([code, printed(run), run.reply.status]).toEqual([
              code,
              outcome.printed,
              outcome.failed ? 'error' : 'ok',
            ]);
          }
        }
      }),
      { numRuns: 40, seed: 20261130 },
    );
  });
});
