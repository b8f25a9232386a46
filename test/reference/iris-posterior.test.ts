import { describe, expect, test } from 'vitest';
import oracles from '../oracles.json';
import { irisFlowers } from './iris-flowers.mjs';
import { irisPosterior } from './iris-posterior.mjs';

describe('irisPosterior()', () => {
  const { numbersOf, statisticsOf, parameters } = irisPosterior(1);
  const species = irisFlowers().test.map((flower) => flower.species);

  test('tells the mutual information of the draws, in nats', () => {
    const { draws, expected_entropy, mutual_information } = oracles.uncertainty_decomposition;
    const mean = [0, 1, 2].map((c) => draws.reduce((sum, draw) => sum + draw[c]! / draws.length, 0));
    const means = species.flatMap(() => [...mean, expected_entropy]);
    const numbers = numbersOf(Float64Array.from(means));
    expect(numbers['epistemic uncertainty']).toBeCloseTo(mutual_information, 9);
    expect(numbers['mean max p']).toBeCloseTo(Math.max(...mean), 12);
  });

  test('judges the mean probabilities by the true species', () => {
    const wrong = 5; // flowers that are taken for the next species
    const means = species.flatMap((own, i) => {
      const row = [0.1, 0.1, 0.1, 0];
      row[i < wrong ? (own + 1) % 3 : own] = 0.8;
      return row;
    });
    const numbers = numbersOf(Float64Array.from(means));
    expect(numbers.accuracy).toBeCloseTo((38 - wrong) / 38, 12);
    expect(numbers.NLL).toBeCloseTo(-(wrong * Math.log(0.1) + (38 - wrong) * Math.log(0.8)) / 38, 12);
  });

  test('takes from a draw its probabilities and their entropy', () => {
    // no weights, output biases log 2, log 1, log 1: probabilities 1/2, 1/4, 1/4, of entropy 1.5 log 2
    const draw = new Float64Array(parameters).with(600, Math.log(2));
    const statistics = statisticsOf(draw);
    const exact = species.flatMap(() => [0.5, 0.25, 0.25, 1.5 * Math.log(2)]);
    expect(statistics).toHaveLength(exact.length);
    exact.forEach((value, i) => {
      expect(statistics[i]).toBeCloseTo(value, 12);
    });
  });
});
