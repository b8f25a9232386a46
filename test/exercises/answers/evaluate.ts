import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import { type Answer, callAnswer } from '../../../exercises/call-answer';
import { judge, type Verdict } from '../../../exercises/judge';
import type { PreparedCheck } from '../../../exercises/prepared-check';
import { diagnose } from '../../../exercises/recognise';
import * as library from '../../../lib';

/** Turns cells into the function they define, as a notebook's kernel would. */
export function loadAnswer(cells: string[]): Answer {
  const names = ['klLoss', 'kl_loss', 'averageWeights', 'average_weights'];
  const find = names.map((name) => `typeof ${name} === 'function' ? ${name}`).join(' : ');
  const { outputText } = ts.transpileModule(cells.join('\n'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const define = runInThisContext(
    `(function (require, exports) { ${outputText}\nreturn ${find} : undefined; })`,
  );
  return define(() => library, {});
}

/** Judges an answer in this process: fast, for the test of the checks themselves. */
export function evaluate(
  checks: PreparedCheck[],
  cells: string[],
): { verdicts: Verdict[]; score: number; diagnosis: string | undefined } {
  const answer = loadAnswer(cells);
  const outcomes = checks.map((check) => check.calls.map(({ call }) => callAnswer(answer, call)));
  const verdicts = checks.map((check, i) => judge(check, outcomes[i] ?? []));
  const score = checks.reduce(
    (sum, { points }, i) => sum + (verdicts[i]?.status === 'passed' ? points : 0),
    0,
  );
  return { verdicts, score, diagnosis: diagnose(checks, outcomes, cells.join('\n')) };
}
