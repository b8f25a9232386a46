import { expect } from 'vitest';
import { inData, inGap, ofRoad, ratios } from './road-runs';
import type { WordedClaim } from './worded-claims';

/** What the text says of the roads in words, held against the runs of the independent program. */
export const roadClaims: WordedClaim[] = [
  {
    cell: 'mean-field-text',
    pl: 'w luce ponad dwadzieścia razy szersze',
    en: 'more than twenty times as wide in the gap',
    check: () => {
      for (const ratio of ratios(['hmc', inGap], ['hmc', inData])) expect(ratio).toBeGreaterThan(20);
    },
  },
  {
    cell: 'laplace-text',
    pl: 'Pasmo jest w danych za szerokie, a w luce za wąskie',
    en: 'The band is too wide in the data and too narrow in the gap',
    check: () => {
      for (const ratio of ratios(['mean-field', inData], ['hmc', inData])) expect(ratio).toBeGreaterThan(2);
      for (const ratio of ratios(['mean-field', inGap], ['hmc', inGap])) expect(ratio).toBeLessThan(0.7);
    },
  },
  {
    cell: 'dropout-text',
    pl: 'Cała macierz trafia w danych prawie w punkt, a w luce też się otwiera, choć za mało',
    en: 'The full matrix is almost spot on in the data and opens in the gap as well, though not enough',
    check: () => {
      for (const ratio of ratios(['laplace', inData], ['hmc', inData]))
        expect(Math.abs(ratio - 1)).toBeLessThan(0.25);
      for (const ratio of ratios(['laplace', inGap], ['laplace', inData])) expect(ratio).toBeGreaterThan(5);
      for (const ratio of ratios(['laplace', inGap], ['hmc', inGap])) expect(ratio).toBeLessThan(0.75);
    },
  },
  {
    cell: 'dropout-text',
    pl: 'choruje na to samo, co pole średnie, tylko ciężej',
    en: "has the mean field's ailment, only worse",
    check: () => {
      for (const ratio of ratios(['laplace-diagonal', inData], ['hmc', inData]))
        expect(ratio).toBeGreaterThan(3);
      for (const ratio of ratios(['laplace-diagonal', inGap], ['hmc', inGap]))
        expect(ratio).toBeLessThan(0.5);
    },
  },
  {
    cell: 'ensemble-text',
    pl: 'Dziesięć razy więcej danych, a pasmo zwęziło się niewiele; w luce jest mniej więcej tak szerokie jak w danych',
    en: 'Ten times the data, and the band has shrunk little; in the gap it is about as wide as in the data',
    check: () => {
      for (const ratio of ratios(['dropout-1000', inData], ['dropout-100', inData])) {
        expect(ratio).toBeGreaterThan(0.6); // the exact posterior's would be 0.32
        expect(ratio).toBeLessThan(1.2);
      }
      for (const road of ['dropout-100', 'dropout-1000'] as const)
        for (const ratio of ratios([road, inGap], [road, inData])) expect(ratio).toBeLessThan(1.1);
    },
  },
  {
    cell: 'exercise-4-text',
    pl: 'W danych cztery drogi idą łeb w łeb',
    en: 'In the data four roads run neck and neck',
    check: () => {
      const hmc = ofRoad('hmc', 'log score in the data');
      for (const near of ['laplace', 'ensemble'] as const)
        ofRoad(near, 'log score in the data').forEach((score, run) => {
          expect(Math.abs(score - (hmc[run] as number))).toBeLessThan(0.03);
        });
      for (const far of ['mean-field', 'laplace-diagonal', 'dropout-100'] as const)
        ofRoad(far, 'log score in the data').forEach((score, run) => {
          expect((hmc[run] as number) - score).toBeGreaterThan(0.03);
        });
    },
  },
  {
    cell: 'exercise-4-text',
    pl: 'A w luce HMC wypada słabo',
    en: 'And in the gap HMC does poorly',
    check: () => {
      const hmc = ofRoad('hmc', 'log score in the gap');
      for (const road of ['laplace', 'laplace-diagonal', 'mean-field', 'dropout-100', 'ensemble'] as const)
        ofRoad(road, 'log score in the gap').forEach((score, run) => {
          expect(score).toBeGreaterThan(hmc[run] as number);
        });
    },
  },
  {
    cell: 'exercise-4-conclusions',
    pl: 'w luce otwiera się zwykle najszerzej z przybliżeń, ale tylko mniej więcej do połowy szerokości, a bywa, że do jednej trzeciej',
    en: 'in the gap it usually opens widest of the approximations, but only to about half of the width, sometimes a third',
    check: () => {
      const laplace = ofRoad('laplace', inGap);
      for (const other of ['laplace-diagonal', 'mean-field', 'dropout-100', 'ensemble'] as const)
        ofRoad(other, inGap).forEach((sd, run) => {
          expect(sd).toBeLessThan(laplace[run] as number);
        });
      for (const ratio of ratios(['laplace', inGap], ['hmc', inGap])) {
        expect(ratio).toBeGreaterThan(0.3);
        expect(ratio).toBeLessThan(0.55);
      }
    },
  },
  {
    cell: 'exercise-4-conclusions',
    pl: 'Odchylenie dokładnego rozkładu to tam ćwierć odchylenia szumu',
    en: "The exact posterior's standard deviation is a quarter of the noise's there",
    check: () => {
      for (const sd of ofRoad('hmc', inData)) expect(Math.abs(sd / 0.1 - 1 / 4)).toBeLessThan(0.025);
    },
  },
  {
    cell: 'exercise-4-conclusions',
    pl: 'w luce szerokości tych dróg różnią się wielokrotnie',
    en: 'in the gap the widths of these roads differ many times over',
    check: () => {
      for (const ratio of ratios(['hmc', inGap], ['ensemble', inGap])) expect(ratio).toBeGreaterThan(5);
    },
  },
  {
    cell: 'exercise-4-conclusions',
    pl: 'a przedziały obejmują więcej, niż obiecują',
    en: 'and the intervals hold more than they promise',
    check: () => {
      for (const road of ['mean-field', 'laplace-diagonal', 'dropout-100'] as const)
        for (const share of ofRoad(road, 'coverage of 0.5 in the data')) expect(share).toBeGreaterThan(0.5);
    },
  },
];
