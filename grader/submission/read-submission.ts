import type { Language, Words } from '../../lib/language';
import type { Cell } from './cell';
import { cellsOf } from './cells-of';
import { decodeText } from './decode-text';
import { isPythonNotebook, languageOf } from './language';
import { openPlace, tooLarge } from './open-place';
import { ownProperty } from './own-property';
import { spokenLanguage } from './spoken-language';
import { maxBytes, maxDepth, maxParts, measureStructure } from './structure-limits';

/** A submission as plain data, or the sentence that says why it cannot be read. */
export type Submission =
  | {
      ok: true;
      cells: Cell[];
      language: string;
      /** The lecture that the notebook's metadata names, if it names one. */
      lecture?: string;
      /** What its first `setLanguage` sets, the language that it speaks to its student. */
      spoken?: Language;
      notes: Words[];
    }
  | { ok: false; message: Words };

/**
 * Reads a notebook as hostile data: nothing in it is run, and only cell sources and tags are kept.
 *
 * @param path a file; what is not a readable notebook is answered, not thrown
 * @param inside entries that lead to the notebook where the file is an archive, the outermost archive's first
 * @throws {GraderFault} where the machine is at fault, not the file (disk error, too many open files)
 */
export async function readSubmission(path: string, inside: string[] = []): Promise<Submission> {
  const opened = await openPlace({ path, inside });
  return 'message' in opened ? { ok: false, message: opened.message } : parseSubmission(opened.content);
}

/** Reads a notebook out of the bytes of its file, wherever they came from. */
export function parseSubmission(bytes: Uint8Array): Submission {
  if (bytes.length > maxBytes) return unreadable(tooLarge(bytes.length));
  const notes: Words[] = [];
  const { text: decoded, encoding } = decodeText(bytes);
  if (encoding !== 'utf-8') {
    notes.push({ pl: `plik zapisano w kodowaniu ${encoding}`, en: `the file is encoded as ${encoding}` });
  }
  const text = decoded.replaceAll('\0', '');
  if (text.length !== decoded.length) {
    notes.push({ pl: 'pominięto bajty zerowe w pliku', en: 'null bytes in the file were skipped' });
  }
  if (text.trim() === '') return unreadable({ pl: 'plik jest pusty', en: 'the file is empty' });

  const { parts, depth } = text.length > maxParts ? measureStructure(text) : { parts: 0, depth: 0 };
  if (depth > maxDepth || parts > maxParts) {
    return unreadable({
      pl: `plik ma ${parts} elementów i ${depth} poziomów zagnieżdżenia, więcej niż notatnik może mieć (${maxParts} i ${maxDepth})`,
      en: `the file has ${parts} parts nested ${depth} deep, more than a notebook can have (${maxParts} and ${maxDepth})`,
    });
  }

  let notebook: unknown;
  try {
    notebook = JSON.parse(text);
  } catch {
    return unreadable({
      pl: 'plik nie jest poprawnym JSON-em (urwany albo innego rodzaju); zapisz notatnik ponownie w JupyterLab',
      en: 'the file is not valid JSON (cut off, or of another kind); save the notebook again in JupyterLab',
    });
  }

  const cells = cellsOf(notebook);
  if (cells === undefined) {
    return unreadable({
      pl: 'plik jest JSON-em, ale nie notatnikiem Jupytera: nie ma listy komórek',
      en: 'the file is JSON but not a Jupyter notebook: it has no list of cells',
    });
  }
  const language = languageOf(notebook);
  if (isPythonNotebook(language, cells)) {
    return unreadable({
      pl: 'to notatnik w Pythonie; odpowiedzi tego wykładu pisze się w TypeScripcie',
      en: 'this is a Python notebook; the answers of this lecture are written in TypeScript',
    });
  }
  const lecture = lectureNamed(notebook);
  const spoken = spokenLanguage(cells);
  return {
    ok: true,
    cells,
    language,
    ...(lecture !== undefined && { lecture }),
    ...(spoken && { spoken }),
    notes,
  };
}

/** What the generator has written into the metadata of a notebook of this edition. */
function lectureNamed(notebook: unknown): string | undefined {
  const own = ownProperty(ownProperty(notebook, 'metadata'), 'bayes_notebooks');
  const lecture = ownProperty(own, 'lecture');
  return typeof lecture === 'string' ? lecture : undefined;
}

function unreadable(message: Words): Submission {
  return { ok: false, message };
}
