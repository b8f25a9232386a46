import type { Words } from '../lib/language';
import type { Change, Outcome } from './call';

const done: Record<Change, Words> = {
  disposed: { pl: 'usuwa tensory, które dostaje', en: 'disposes tensors that it is given' },
  values: {
    pl: 'zmienia wartości tensorów, które dostaje',
    en: 'changes the values of the tensors that it is given',
  },
  list: {
    pl: 'zmienia listę, którą dostaje (jej członków, ich liczbę albo kolejność)',
    en: 'changes the list that it is given (its members, their number or their order)',
  },
  members: {
    pl: 'zmienia listę tensorów któregoś członka',
    en: "changes a member's list of tensors",
  },
  weights: { pl: 'zmienia wagi modelu', en: "changes the model's weights" },
  layers: { pl: 'zmienia listę warstw modelu', en: "changes the model's list of layers" },
  attributes: {
    pl: 'zmienia ustawienia warstw (name, trainable, rozkład a priori …)',
    en: 'changes settings of the layers (name, trainable, the prior …)',
  },
};

/** What a function has changed in what it was given, over several calls. */
export const changesOf = (outcomes: Outcome[]): Change[] => [
  ...new Set(outcomes.flatMap((outcome) => (outcome.kind === 'value' ? outcome.effects.changed : []))),
];

/** The same as a sentence; where nothing is told of it, the sentence says just that something was. */
export function changesInWords(changed: readonly Change[]): Words {
  const [first, ...others] = changed.map((change) => done[change]);
  if (!first) return { pl: 'funkcja zmienia to, co dostaje', en: 'the function changes what it is given' };
  return others.reduce((said, { pl, en }) => ({ pl: `${said.pl} i ${pl}`, en: `${said.en} and ${en}` }), {
    pl: `funkcja ${first.pl}`,
    en: `the function ${first.en}`,
  });
}
