/** What ends a line for a log, a terminal or an editor. */
const line = /[^\n\r\v\f\u0085\u2028\u2029]+/g;

/** `::error …`, also behind what a log or a terminal does not show: blanks, control sequences, marks of direction. */
const commandAtStart = /^((?:\p{Cc}\[[0-?]*[ -/]*[@-~]|[\s\p{Cc}\p{Cf}])*)::/u;

/** `##[error]…` of GitHub and `##vso[…` of Azure, which are looked for in the whole line. */
const commandAnywhere = /##(?=\w*\[)/g;

/**
 * A text none of whose lines a build server takes for a command. GitHub Actions, for one, reads what a step prints and
 * obeys `::error …`, `::stop-commands::…` or `##[add-mask]…`, so that a file's name could write annotations or silence
 * the log. The two characters that make it one are set apart; all else stays as it is.
 * @param {string} text
 */
export const harmlessLines = (text) =>
  text.replace(line, (one) => one.replace(commandAtStart, '$1: :').replace(commandAnywhere, '# #'));
