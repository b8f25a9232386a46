/** Files and folders that this grader writes into the folder of `--out`. */
const reportNames = new Set([
  'journal.jsonl',
  'shard.json',
  'farm.json',
  'report.json',
  'report.html',
  'report.csv',
  'junit.xml',
  'results.json',
  'github.json',
  'feedback',
  'gradescope',
  'github',
]);

/** Whether a name is one of those: in a folder of reports they are nobody's hand-in. */
export const isReportName = (name: string): boolean =>
  reportNames.has(name) || /^grading\.lock|^filled-.*|\.[0-9a-f]{16}\.part$/.test(name);
