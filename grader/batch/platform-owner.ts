import { isArchiveName } from './file-kinds';
import type { Owner } from './owner';
import { fold, plainOwner } from './plain-owner';
import { platformName } from './platform-name';

/**
 * The owner by the outermost part that a platform has named, or that stands where one keeps students' folders.
 *
 * @param isFile whether the last part is a file
 * @returns undefined where there is none
 */
export function ofPlatform(parts: string[], isFile: boolean): Owner | undefined {
  const folders = parts.length - (isFile ? 1 : 0);
  for (const [depth, part] of parts.entries()) {
    const found = platformName(part, depth >= folders || isArchiveName(part), depth <= 1);
    if (found) {
      const { platform, student, id } = found;
      return {
        student: student.normalize('NFC'),
        id,
        key: JSON.stringify([platform, id, fold(student)]),
        depth,
      };
    }
    const ofNbgrader = part === 'submitted' && folders - depth > (isFile ? 2 : 1); // STUDENT/ps1/file
    const ofTeams =
      /^(?:(?:submitted|working) files|przesłane pliki|pliki robocze)$/i.test(part) && folders - depth > 1;
    if (ofNbgrader || ofTeams) return plainOwner(parts[depth + 1] as string, depth + 1);
  }
  return undefined;
}
