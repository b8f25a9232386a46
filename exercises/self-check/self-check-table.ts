import { escapeMarkup } from '../../lib/display/escape-markup';
import { text } from '../../lib/language';
import type { SelfCheck } from './self-check';

/** The self-check's result as a small table: HTML without scripts, and plain text. */
export function selfCheckTable(result: SelfCheck): { 'text/html': string; 'text/plain': string } {
  if (!result.answered) {
    const sentence = text({
      pl: `${result.exercise}: funkcja jeszcze nic nie zwraca. Uzupełnij ją i uruchom tę komórkę ponownie.`,
      en: `${result.exercise}: the function returns nothing yet. Fill it in and run this cell again.`,
    });
    return { 'text/html': `<p>${escapeMarkup(sentence)}</p>`, 'text/plain': sentence };
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
  const width = Math.max(...rows.map(({ name }) => name.length));

  return {
    'text/html': [
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
    ].join('\n'),
    'text/plain': [
      summary,
      ...rows.map((row) => `  ${row.passed ? '✓' : '✗'} ${row.name.padEnd(width)}  ${row.message}`.trimEnd()),
      ...(hint ? [`${hintLabel}: ${hint.name}. ${hint.hint}`] : []),
    ].join('\n'),
  };
}
