import { exercises, lectures } from '../../exercises/catalogue/catalogue';
import type { Lecture } from '../../exercises/catalogue/lecture';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import { namePattern } from '../extraction/name-pattern';
import type { Cell } from '../submission/cell';

/** What a notebook says of itself. */
export interface Signs {
  /** The lecture that its metadata names. */
  lecture?: string;
  cells: Cell[];
  /** Its file's name as the report shows it. */
  file: string;
}

/**
 * The lecture that a notebook was made from: the one that its metadata names, else the one whose exercises' tags most
 * of its cells carry, else whose functions' names they hold, else that of its file's name, else the first.
 */
export function lectureOf({ lecture, cells, file }: Signs): Lecture {
  return (
    lectures.find(({ id }) => id === lecture) ??
    most((exercise) => cells.filter((cell) => cell.tags.some((tag) => belongs(tag, exercise))).length) ??
    most((exercise) => cells.filter(namesIt(exercise)).length) ??
    lectureOfName(file) ??
    (lectures[0] as Lecture)
  );
}

const belongs = (tag: string, { id, conclusions }: PublishedExercise): boolean =>
  tag === id || tag === conclusions?.id;

function namesIt(exercise: PublishedExercise): (cell: Cell) => boolean {
  const name = namePattern(exercise);
  return ({ kind, source }) => kind === 'code' && name.test(source);
}

/** The lecture whose exercises count most; undefined where none counts at all. */
function most(count: (exercise: PublishedExercise) => number): Lecture | undefined {
  const counted = lectures.map((lecture) => ({
    lecture,
    times: exercises
      .filter((exercise) => exercise.lecture === lecture.id)
      .reduce((times, exercise) => times + count(exercise), 0),
  }));
  const [best] = counted.sort((a, b) => b.times - a.times);
  return best && best.times > 0 ? best.lecture : undefined;
}

/** By the whole name of one of the lecture's notebooks, wherever it stands in the path. */
const lectureOfName = (file: string): Lecture | undefined =>
  lectures.find(({ files }) => Object.values(files).some((name) => file.includes(name)));
