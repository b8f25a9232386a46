import { UsageError } from '#setup/commands/usage-error.mjs';
import type { Words } from '../lib/language';
import { isOwnWork } from './batch/own-work';
import type { GradeOptions } from './grade-options';
import { bubblewrapMend } from './sandbox/bubblewrap-mend';
import type { Layer } from './sandbox/detect-layers';
import { canReadProcesses } from './sandbox/process-tree';
import type { Sandbox } from './sandbox/sandbox';

type Wanted = Pick<GradeOptions, 'paths' | 'requireSandbox' | 'withoutSandbox'>;

/**
 * Decides whether answers may run on this machine: other people's only behind a sandbox, or where the user takes the
 * risk.
 *
 * @param metered whether the system tells CPU time; default what it does
 * @returns what to warn of, where they run without one; undefined where nothing has to be said
 * @throws {UsageError} where they may not, with the command that mends it
 */
export function admit(
  { paths, requireSandbox, withoutSandbox }: Wanted,
  sandbox: Sandbox,
  metered = canReadProcesses(),
): Words | undefined {
  if (requireSandbox && !sandbox.isolates)
    throw new UsageError(
      'Cannot grade: --require-sandbox is given and bubblewrap does not work here. Mend it: npm run doctor says how',
    );
  if (sandbox.holds) return undefined;
  if (withoutSandbox) return withClock(risk, metered);
  if (isOwnWork(paths)) return withClock(ownRisk, metered);
  throw new UsageError(
    `Cannot grade other people's work: no sandbox works here, so their answers could do all that you can. Mend it: ${mendOf(sandbox.report)}; --without-sandbox takes the risk instead`,
  );
}

/** The command for the first layer that lacks: bubblewrap itself, or the limits beside it. */
function mendOf(report: Layer[]): string {
  const lacking = ['bubblewrap', 'resource limits'].map((name) =>
    report.find((layer) => layer.name === name && !layer.active),
  );
  return lacking.find((layer) => layer !== undefined)?.mend ?? bubblewrapMend();
}

/** Which clock limits an answer, where it is not the usual one. */
const withClock = ({ pl, en }: Words, metered: boolean): Words =>
  metered ? { pl, en } : { pl: `${pl} ${clock.pl}`, en: `${en} ${clock.en}` };

const clock: Words = {
  pl: 'Ten system nie podaje czasu procesora, więc odpowiedź ogranicza czas na zegarze; przydziały są za to co najmniej pięć razy większe.',
  en: 'This system does not tell CPU time, so an answer is limited by the clock, with shares at least five times as large.',
};

const risk: Words = {
  pl: 'Uwaga: nie działa tu żadna piaskownica, więc odpowiedzi mogą czytać i zmieniać pliki tego konta, łączyć się z siecią, zatrzymać ocenianie i dopisać sobie punkty (--without-sandbox).',
  en: "Warning: no sandbox works here, so answers can read and change this account's files, use the network, stop the grader and give themselves points (--without-sandbox).",
};

const ownRisk: Words = {
  pl: 'Uwaga: nie działa tu żadna piaskownica; odpowiedzi z własnych notatników mogą wszystko to, co to konto.',
  en: 'Warning: no sandbox works here; the answers in your own notebooks can do all that this account can.',
};
