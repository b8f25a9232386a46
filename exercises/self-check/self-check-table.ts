import { text } from '../../lib/language';
import type { SelfCheck } from './self-check';

/** The self-check's result as a small table: HTML without scripts, and plain text. */
export function selfCheckTable(result: SelfCheck): { 'text/html': string; 'text/plain': string } {
  if (!result.answered) {
    const sentence = text({
      pl: `${result.exercise}: funkcja jeszcze nic nie zwraca. Uzupełnij ją i uruchom tę komórkę ponownie.`,
      en: `${result.exercise}: the function returns nothing yet. Fill it in and run this cell again.`,
    });
    return { 'text/html': paragraph(sentence), 'text/plain': sentence };
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
  const more = moreIsGraded(result, passed === rows.length);
  const width = Math.max(...rows.map(({ name }) => name.length));

  return {
    'text/html': [
      '<table>',
      `<caption style="text-align:left;font-weight:600;padding:4px 0">${escapeHtml(summary)}</caption>`,
      ...rows.map(
        (row) =>
          `<tr><td style="color:${row.passed ? '#1a7f4b' : '#c2410c'};font-weight:700">${row.passed ? '✓' : '✗'}</td>` +
          `<td style="text-align:left">${escapeHtml(row.name)}</td>` +
          `<td style="text-align:left">${escapeHtml(row.message)}</td></tr>`,
      ),
      '</table>',
      ...(hint ? [`<p><b>${hintLabel}:</b> ${escapeHtml(hint.name)}. ${escapeHtml(hint.hint)}</p>`] : []),
      paragraph(more),
    ].join('\n'),
    'text/plain': [
      summary,
      ...rows.map((row) => `  ${row.passed ? '✓' : '✗'} ${row.name.padEnd(width)}  ${row.message}`.trimEnd()),
      ...(hint ? [`${hintLabel}: ${hint.name}. ${hint.hint}`] : []),
      more,
    ].join('\n'),
  };
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

const paragraph = (sentence: string): string => `<p>${escapeHtml(sentence)}</p>`;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (raw: string): string =>
  raw.replace(/[&<>"']/g, (character) => entities[character] as string);
