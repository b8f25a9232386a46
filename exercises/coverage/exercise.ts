import type { Exercise } from '../exercise';
import {
  changesInputs,
  disposedResult,
  plainNumbers,
  promised,
  random,
  stateful,
  unlessRight,
} from '../recognise-behaviour';
import { explained, mostly } from '../recognise-numbers';

/** Exercise 4: coverage of the central predictive intervals. 5 points; the conclusions are marked by hand. */
export const exercise: Exercise = {
  id: 'exercise-4',
  lecture: '02-other-roads-to-the-posterior',
  functionName: 'coverage',
  title: { pl: 'Pokrycie przedziałów predykcyjnych', en: 'Coverage of predictive intervals' },
  alsoGraded: {
    pl: 'jedno losowanie, wiele losowań, inny szum, jedną obserwację, poziomy w innej liczbie i kolejności oraz to, czy wynik jest za każdym razem ten sam',
    en: 'a single draw, many draws, other noise, a single observation, levels in another number and order, and whether the result is the same every time',
  },
  recognisers: [
    plainNumbers,
    promised,
    disposedResult,
    explained,
    unlessRight(changesInputs),
    random,
    stateful,
    mostly,
  ],
  conclusions: {
    id: 'exercise-4-conclusions',
    fewestWords: 20,
    stub: [
      'Wnioski z zadania 4',
      'Zastąp ten tekst swoimi wnioskami (kilka zdań).',
      'Która droga jest najbliżej HMC wśród danych, a która w luce?',
      'Poprzyj to liczbami z tabeli.',
      'Która droga jest zbyt pewna siebie, a która zbyt ostrożna, i co z tego widać na rysunku kalibracji?',
      'Dlaczego droga, która dobrze wypada wśród danych, może zawieść w luce?',
      'Którą drogę wybierzesz dla sieci z milionem parametrów i z czego przy tym zrezygnujesz?',
      'Conclusions from exercise 4',
      'Replace this text by your conclusions (a few sentences).',
      'Which road comes nearest to HMC inside the data, and which in the gap?',
      'Support it with numbers from the table.',
      'Which road is too sure of itself, and which too modest, and what of it does the calibration figure show?',
      'Why can a road that scores well inside the data fail in the gap?',
      'Which would you take for a network with a million parameters, and what would you give up?',
    ],
  },
};
