import { describe, expect, test } from 'vitest';
import { exerciseCell, exerciseImport } from '../../generator/exercise-answer';

const answer = `import { tf } from 'bayes-notebooks';

// A comment about the file.

// pl: Podwaja.
// en: Doubles.
export function double(x: tf.Tensor): tf.Tensor {
  return times(x, 2); // pl: dwa razy // en: twice
}

function times(x: tf.Tensor, factor: number): tf.Tensor {
  return x.mul(factor);
}

export function doubleBySum(x: tf.Tensor): tf.Tensor {
  return x.add(x);
}
`;

describe('exerciseImport()', () => {
  test('knows an exercise by its import from ../solutions/', () => {
    expect(exerciseImport("import { double } from '../solutions/exercise-9.js';")).toEqual({
      name: 'double',
      path: '../solutions/exercise-9.ts',
    });
    expect(exerciseImport("import { double } from 'bayes-notebooks';")).toBeUndefined();
  });
});

describe('exerciseCell()', () => {
  test('gives the solved edition the function and what it calls, and no other answer', () => {
    expect(exerciseCell(answer, 'double', 'solved', 'en')).toBe(
      `// Doubles.
function double(x: tf.Tensor): tf.Tensor {
  return times(x, 2); // twice
}

function times(x: tf.Tensor, factor: number): tf.Tensor {
  return x.mul(factor);
}`,
    );
  });

  test('gives the student comment and signature over a body that returns undefined and does not throw', () => {
    const stub = exerciseCell(answer, 'double', 'student', 'pl');
    expect(stub).toMatch(/^\/\/ Podwaja\.\nfunction double\(x: tf\.Tensor\): tf\.Tensor \{\n/);
    expect(stub).toMatch(/\n {2}return undefined;\n\}$/);
    expect(stub).not.toMatch(/times|throw|en:|pl:/);
  });

  test('refuses a name that the answer does not declare', () => {
    expect(() => exerciseCell(answer, 'triple', 'solved', 'en')).toThrow(/must declare function triple/);
  });
});
