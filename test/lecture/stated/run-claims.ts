/**
 * What the text says of trainings, as it prints it: `stated-numbers.test.ts` finds these words in the text and holds
 * them against the oracles, `statistics*.test.ts` trains anew over several seeds and holds them against that.
 */
export const runClaims = {
  iris: {
    coldNllAt50: '0.1',
    coldEpistemicAt50: ['0.01', '0.02'],
    tightNllAt500: '1.07',
    accuracyAt500: ['84', '92%'],
    nllAt4000: ['0.05', '0.08'],
  },
  sine: {
    sdAt1000: '0.15',
    bothFallUntil: '4000',
    settledSd: '0.045',
    fallingSdAt10000: '0.01',
    settledRmse: ['0.05', '0.10'],
    fallingRmse: ['0.01', '0.06'],
  },
  ensemble: {
    sdOfTen: '0.15',
    betweenCurves: '0.05',
    rmseEitherWay: '0.1',
    meanWithRenumbered: ['0.4', '0.7'],
  },
} as const satisfies Record<string, Record<string, string | readonly [string, string]>>;
