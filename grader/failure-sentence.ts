import { failureReason } from '#setup/programs/failure-reason.mjs';

/**
 * Why the grader itself failed, in one sentence: a system error in words, since its own message speaks of functions
 * and numbers; any other as it is.
 */
export function failureSentence(error: unknown): string {
  const { code, path, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined) return `The grader failed: ${message ?? error}`;
  const where = path ? ` at ${path}` : '';
  const mend = 'Mend it, and type the same command again: it goes on where it was';
  return `The grader failed${where}: ${failureReason(message)}. ${mend}`;
}
