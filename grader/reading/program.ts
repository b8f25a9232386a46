/**
 * The program of the process that reads: hand-ins are parsed and cut up here, and nothing of them is run. A hand-in
 * that takes too long or too much memory ends this process and not the grader.
 */
import { archivesHere } from '../submission/archives';
import { readPacked } from '../submission/packed-submission';
import type { Place } from '../submission/place';
import { readSubmission } from '../submission/read-submission';
import { collectGarbage } from './collect-garbage';
import { digestOf } from './digest';
import type { Opened } from './hand-in';
import { LoadedHandIn } from './loaded-hand-in';
import type { Question, Reply } from './question';
import { warmUp } from './warm-up';

/** As many as are graded at a time: questions about one hand-in come one after the other, between those of others. */
const kept = 8;
const loaded = new Map<string, LoadedHandIn>();

async function answerTo(question: Question): Promise<unknown> {
  switch (question.kind) {
    case 'list':
      return archivesHere.list(question.place);
    case 'begins-like-notebook':
      return archivesHere.beginsLikeNotebook(question.place);
    case 'digest':
      return digestOf(question.place);
    case 'open':
      return (await read(question)).opened;
    case 'pack':
      return (await handInOf(question)).pack();
    case 'answer':
      return (await handInOf(question)).answer(question.exercise);
    case 'conclusions':
      return (await handInOf(question)).conclusions(question.exercise);
  }
}

type Named = { place: Place; file: string };

const nameOf = ({ place }: Named): string => JSON.stringify(place);

/** As it was read when it was opened, unless another process did that. */
const handInOf = async (named: Named): Promise<LoadedHandIn> =>
  loaded.get(nameOf(named)) ?? (await read(named)).handIn;

async function read(named: Named): Promise<{ handIn: LoadedHandIn; opened: Opened }> {
  const { path, inside, packed } = named.place;
  const submission = () => (packed ? readPacked(path) : readSubmission(path, inside));
  const handIn = new LoadedHandIn(submission, named.file);
  const opened = await handIn.open();
  loaded.delete(nameOf(named));
  loaded.set(nameOf(named), handIn);
  for (const oldest of [...loaded.keys()].slice(0, -kept)) loaded.delete(oldest);
  collectGarbage();
  return { handIn, opened };
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
