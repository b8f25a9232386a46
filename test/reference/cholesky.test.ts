import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cholesky, solveLower } from './cholesky.mjs';
import { dot } from './vector.mjs';

/** Matrices B B^T + I, which are positive definite, with a vector as long. */
const systems = fc.integer({ min: 1, max: 8 }).chain((d) => {
  const vector = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: d, maxLength: d });
  return fc.record({ rows: fc.array(vector, { minLength: d, maxLength: d }), vector }).map((drawn) => {
    const b = drawn.rows.map((row) => Float64Array.from(row));
    const matrix = b.map((row, i) => Float64Array.from(b, (other, j) => dot(row, other) + Number(i === j)));
    return { matrix, vector: Float64Array.from(drawn.vector) };
  });
});

describe('cholesky()', () => {
  test('gives the triangle of a known matrix', () => {
    const rows = [Float64Array.of(4, 0, 0), Float64Array.of(12, 37, 0), Float64Array.of(-16, -43, 98)];
    expect(cholesky(rows).map((row) => [...row])).toEqual([[2], [6, 1], [-8, 5, 3]]);
  });

  test('gives a triangle whose square is the matrix', () => {
    fc.assert(
      fc.property(systems, ({ matrix }) => {
        const lower = cholesky(matrix);
        matrix.forEach((row, i) => {
          for (let j = 0; j <= i; j++) expect(dot(lower[j]!, lower[i]!)).toBeCloseTo(row[j]!, 10);
        });
      }),
      { seed: 1 },
    );
  });
});

test('solveLower() solves L x = b', () => {
  fc.assert(
    fc.property(systems, ({ matrix, vector }) => {
      const lower = cholesky(matrix);
      const x = solveLower(lower, vector);
      lower.forEach((row, i) => {
        expect(dot(row, x)).toBeCloseTo(vector[i]!, 10);
      });
    }),
    { seed: 1 },
  );
});
