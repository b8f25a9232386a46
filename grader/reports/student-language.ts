import { lectures } from '../../exercises/catalogue/catalogue';
import type { Language } from '../../lib/language';

/** What decides in which language a student is spoken to. */
export interface Spoken {
  /** What the notebook sets itself. */
  spoken?: Language;
  /** The hand-in's name as the reports show it. */
  file: string;
}

/**
 * The language of what goes to one student: that of their notebook, else that of the lecture's notebook whose name it
 * still bears.
 *
 * @returns undefined where neither tells
 */
export function studentLanguage({ spoken, file }: Spoken): Language | undefined {
  if (spoken) return spoken;
  const named = lectures
    .flatMap(({ files }) => Object.entries(files))
    .find(([, name]) => file.includes(name));
  return named?.[0] as Language | undefined;
}
