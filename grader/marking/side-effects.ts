import type { Outcome } from '../../exercises/call';
import { changesInWords, changesOf } from '../../exercises/changes';
import type { PreparedCheck } from '../../exercises/prepared-check';
import type { Words } from '../../lib/language';

// What is told of side effects comes from public checks alone: a count of a hidden check's could carry its inputs.

/** More tensors than this are not told apart. */
const most = 100;

/** What became of the public checks' calls. */
export const publicOutcomes = (checks: PreparedCheck[], outcomes: Outcome[][]): Outcome[] =>
  outcomes.filter((_, i) => checks[i]?.visibility === 'public').flat();

/**
 * Advice, which is worth no points.
 *
 * @param shown of public checks
 * @param deducted whether changed inputs cost points already and are told of there
 */
export function sideEffectAdvice(shown: Outcome[], deducted: boolean): Words[] {
  const changed = changesOf(shown);
  const said = changesInWords(changed);
  const leaked = shown.map((outcome) => (outcome.kind === 'value' ? outcome.effects.tensorsLeaked : 0));
  const count = leaked.reduce((largest, one) => Math.max(largest, one), 0);
  return [
    ...(changed.length > 0 && !deducted
      ? [
          {
            pl: `rada: ${said.pl}; zostaw wszystko tak, jak było`,
            en: `advice: ${said.en}; leave all as it was`,
          },
        ]
      : []),
    ...(count > 0 ? [leakAdvice(count)] : []),
  ];
}

const leakAdvice = (count: number): Words => {
  const many =
    count < most
      ? { pl: `do ${count}`, en: `up to ${count}` }
      : { pl: `${most} albo więcej`, en: `${most} or more` };
  return {
    pl: `rada: jedno wywołanie zostawia w pamięci tensory (${many.pl}); tf.tidy je zwolni`,
    en: `advice: one call leaves tensors in memory (${many.en}); tf.tidy would free them`,
  };
};
