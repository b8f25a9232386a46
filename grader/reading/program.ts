/**
 * The program of the process that reads: hand-ins are parsed and cut up here, and nothing of them is run. A hand-in
 * that takes too long or too much memory ends this process and not the grader.
 */
import { listArchive } from '../submission/open-place';
import { readSubmission } from '../submission/read-submission';
import { collectGarbage } from './collect-garbage';
import { LoadedHandIn } from './loaded-hand-in';
import type { Question, Reply } from './question';
import { warmUp } from './warm-up';

/** As many as are graded at a time: questions about one hand-in come one after the other, between those of others. */
const kept = 8;
const loaded = new Map<string, LoadedHandIn>();

async function answerTo(question: Question): Promise<unknown> {
  if (question.kind === 'list') return listArchive(question.place);
  const name = JSON.stringify(question.place);
  let handIn = loaded.get(name);
  if (question.kind === 'open' || handIn === undefined) {
    handIn = new LoadedHandIn(
      () => readSubmission(question.place.path, question.place.inside),
      question.file,
    );
    const opened = await handIn.open();
    loaded.delete(name);
    loaded.set(name, handIn);
    for (const oldest of [...loaded.keys()].slice(0, -kept)) loaded.delete(oldest);
    collectGarbage();
    if (question.kind === 'open') return opened;
  }
  return question.kind === 'answer'
    ? handIn.answer(question.exercise)
    : handIn.conclusions(question.exercise);
}

const say = (reply: Reply): void => void process.send?.(reply);

process.on('message', (question: Question) => {
  answerTo(question).then(
    (answer) => say({ answer }),
    (error) => say({ fault: error instanceof Error ? error.message : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
void warmUp().then(() => say({ ready: true }));
