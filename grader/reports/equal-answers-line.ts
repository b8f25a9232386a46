import type { Language } from '../../lib/language';
import type { EqualAnswers } from '../batch/flags';

/** One line of several equal answers: how many, how long, whose. */
export function equalAnswersLine(group: EqualAnswers, language: Language): string {
  const { id, count, size, unit, short, solution, files } = group;
  const pl = language === 'pl';
  const length = unit === 'words' ? (pl ? 'słowa' : 'words') : pl ? 'węzły drzewa' : 'nodes';
  const about = [
    pl ? `${length}: ${size}` : `${size} ${length}`,
    ...(short ? [pl ? 'krótka odpowiedź' : 'a short answer'] : []),
    ...(solution ? [pl ? `jak w ${solution}` : `as in ${solution}`] : []),
  ];
  const more = count > files.length ? ` +${count - files.length}` : '';
  return `${id}: ${pl ? `jednakowych: ${count}` : `${count} equal`} (${about.join(', ')}): ${files.join(', ')}${more}`;
}

/** What stands above such lines. */
export const equalAnswersTitle = { pl: 'Jednakowe odpowiedzi', en: 'Equal answers' };
