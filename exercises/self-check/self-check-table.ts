import { escapeMarkup } from '../../lib/display/escape-markup';
import { text } from '../../lib/language';
import type { SelfCheck } from './self-check';

/** The self-check's result as a small table: HTML without scripts, and plain text. */
export function selfCheckTable(result: SelfCheck): { 'text/html': string; 'text/plain': string } {
  const before = result.stale ? [staleVersion(result)] : [];
  if (!result.answered) {
    const sentences = [
      ...before,
      text({
        pl: `${result.exercise}: funkcja jeszcze nic nie zwraca. Uzupełnij ją i uruchom tę komórkę ponownie.`,
        en: `${result.exercise}: the function returns nothing yet. Fill it in and run this cell again.`,
      }),
    ];
    return { 'text/html': sentences.map(paragraph).join('\n'), 'text/plain': sentences.join('\n') };
  }
  const rows = result.checks.map(({ name, verdict }) => ({
    passed: verdict.status === 'passed',
    name: text(name),
    message: text(verdict.message),
  }));
  const passed = rows.filter((row) => row.passed).length;
  const summary = text({
    pl: `${result.exercise}: przeszło ${passed} z ${rows.length} jawnych testów`,
    en: `${result.exercise}: ${passed} of ${rows.length} public checks passed`,
  });
  const hint = result.misconception && {
    name: text(result.misconception.name),
    hint: text(result.misconception.hint),
  };
  const hintLabel = text({ pl: 'Wskazówka', en: 'Hint' });
  const effect = result.sideEffect ? [sideEffect(result.sideEffect)] : [];
  const more = moreIsGraded(result, passed === rows.length);
  const width = Math.max(...rows.map(({ name }) => name.length));

  return {
    'text/html': [
      ...before.map(paragraph),
      '<table>',
      `<caption style="text-align:left;font-weight:600;padding:4px 0">${escapeMarkup(summary)}</caption>`,
      ...rows.map(
        (row) =>
          `<tr><td style="color:${row.passed ? '#1a7f4b' : '#c2410c'};font-weight:700">${row.passed ? '✓' : '✗'}</td>` +
          `<td style="text-align:left">${escapeMarkup(row.name)}</td>` +
          `<td style="text-align:left">${escapeMarkup(row.message)}</td></tr>`,
      ),
      '</table>',
      ...(hint ? [`<p><b>${hintLabel}:</b> ${escapeMarkup(hint.name)}. ${escapeMarkup(hint.hint)}</p>`] : []),
      ...effect.map(paragraph),
      paragraph(more),
    ].join('\n'),
    'text/plain': [
      ...before,
      summary,
      ...rows.map((row) => `  ${row.passed ? '✓' : '✗'} ${row.name.padEnd(width)}  ${row.message}`.trimEnd()),
      ...(hint ? [`${hintLabel}: ${hint.name}. ${hint.hint}`] : []),
      ...effect,
      more,
    ].join('\n'),
  };
}

const staleVersion = ({ functionName }: SelfCheck): string =>
  text({
    pl: `To test wcześniejszej wersji funkcji ${functionName}: komórka powyżej, która ją definiuje, zakończyła się błędem i trzeba ją uruchomić ponownie, już bez błędu.`,
    en: `This checks an earlier version of ${functionName}: the cell above that defines it ended with an error and has to be run again without one.`,
  });

/** What changed inputs cost, if anything. */
function sideEffect({ said, costs }: NonNullable<SelfCheck['sideEffect']>): string {
  const sentence = text({ pl: `Uwaga: ${said.pl}.`, en: `Note: ${said.en}.` });
  if (costs === 0) return sentence;
  const number = (language: 'pl' | 'en') => costs.toLocaleString(language);
  const price = text({ pl: `Kosztuje to ${number('pl')} punktu.`, en: `That costs ${number('en')} points.` });
  return `${sentence} ${price}`;
}

/** All public checks passed is not all points: what else there is, in full where nothing else is left to do. */
const moreIsGraded = ({ alsoGraded }: SelfCheck, allPassed: boolean): string =>
  allPassed
    ? text({
        pl: `To nie wszystko: ocena obejmuje też między innymi ${alsoGraded.pl}.`,
        en: `There is more: the grader also looks at, among other things, ${alsoGraded.en}.`,
      })
    : text({
        pl: 'Ocena obejmuje więcej testów niż te.',
        en: 'The grader has more checks than these.',
      });

const paragraph = (sentence: string): string => `<p>${escapeMarkup(sentence)}</p>`;
