import { expect } from 'vitest';
import oracles from '../../oracles.json';
import { firstStepBelowElbo, priorFunctionSd, sineElboWeight } from './network-numbers';

/** A number that a cell states in words. */
export interface WordedClaim {
  cell: string;
  pl: string;
  en: string;
  check(): void;
}

const { lecture_runs: runs, posterior_reference: exact } = oracles;
const split = runs.iris_75_25_split_42_38_test_flowers;
const settled = Object.entries(exact.mean_field_sine.mean_sd_by_steps.elbo)
  .filter(([steps]) => Number(steps) >= 10_000)
  .flatMap(([, sds]) => sds);

/** The numbers in words that are claims. */
export const wordedClaims: WordedClaim[] = [
  {
    cell: 'softmax-axis',
    pl: 'w czterdziestu powtórzeniach',
    en: 'over forty repetitions',
    check: () => expect(runs.what).toContain('40 seeds'),
  },
  {
    cell: 'centimetres',
    pl: 'zwykła sieć traci kilkanaście punktów procentowych',
    en: 'the ordinary network loses a good deal',
    check: () => {
      const lost =
        100 * ((split.regular_5_steps_standardised[0] ?? 0) - (split.regular_5_steps_unscaled[0] ?? 0));
      expect(lost).toBeGreaterThanOrEqual(11);
      expect(lost).toBeLessThan(20);
      expect(split.regular_50_steps_unscaled[0]).toBeGreaterThan(split.regular_5_steps_standardised[0] ?? 1);
    },
  },
  {
    cell: 'prior-functions',
    pl: 'wierzchołek sinusa leży sześć odchyleń dalej',
    en: 'the top of the sine lies six standard deviations away',
    check: () => expect(Math.round(Math.sin(Math.PI / 2) / priorFunctionSd(Math.PI / 2))).toBe(6),
  },
  {
    cell: 'regression-training',
    pl: 'z dziewięćset razy mniejszą wagą',
    en: 'with a weight nine hundred times smaller',
    check: () => expect(1 / (0 + 1) / (1 / (900 + 1)) / 900).toBeCloseTo(1, 2),
  },
  {
    cell: 'sine-elbo',
    pl: 'zaczyna się znacznie powyżej tej wartości',
    en: 'starts far above this value',
    check: () => {
      expect(1 / sineElboWeight()).toBeGreaterThan(80);
      expect(1 / (firstStepBelowElbo() + 1)).toBeLessThan(sineElboWeight());
    },
  },
  {
    cell: 'sine-elbo-read',
    pl: 'ponad dziesięć razy więcej niż dokładne',
    en: 'more than ten times the exact',
    check: () => {
      const { elbo, falling } = exact.mean_field_sine.mean_sd_by_steps;
      for (const sd of [...elbo['1000'], ...falling['1000']])
        expect(sd).toBeGreaterThan(10 * exact.sine.exact_mean_sd_in_data);
    },
  },
  {
    cell: 'sine-elbo-read',
    pl: 'na prawie jednej trzeciej odcinka',
    en: 'over almost a third of the stretch',
    check: () => {
      const [least = 0, most = 0] = exact.by_test_reference.sine.sine_in_3_sd;
      expect(Math.abs(1 - (least + most) / 2 - 1 / 3)).toBeLessThan(0.03); // within the data's scatter of 0.03
      expect(1 - (least + most) / 2).toBeLessThan(1 / 3);
    },
  },
  {
    cell: 'sine-elbo-read',
    pl: 'pasmo ponad trzy razy za szerokie',
    en: 'a band more than three times too wide',
    check: () => {
      for (const sd of settled) expect(sd).toBeGreaterThan(3 * exact.sine.exact_mean_sd_in_data);
    },
  },
  {
    cell: 'exercise-2-conclusions',
    pl: 'Szum losowania zmalałby przy tym dziesięciokrotnie',
    en: 'Sampling noise would have shrunk tenfold',
    check: () => expect(Math.sqrt(1000 / 10)).toBe(10),
  },
  {
    cell: 'exercise-2-conclusions',
    pl: 'w czterdziestu powtórzeniach z różnym ziarnem parametry wygrały',
    en: 'in forty repetitions with different seeds parameters won',
    check: () =>
      expect(runs.sine_1000_steps_kl_weight_1_over_step_plus_1.weights_closer_in).toMatch(/ of 40$/),
  },
];
