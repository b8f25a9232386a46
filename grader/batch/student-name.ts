import { Students } from './students';

/**
 * The student that a file belongs to, by its path alone: what a platform named, else the file's stem, or its folder's
 * name where the stem is the lecture's own. A browser's " (1)" does not make another student.
 *
 * @param path with `/` between folders, from the folder or archive that is graded; an archive counts as a folder
 */
export const studentName = (path: string): string => new Students([]).of(path.split('/'), true).student;
