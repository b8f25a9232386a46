/** A notebook by its name, also with what Windows or a browser puts behind it: `ada.ipynb.txt`. */
export const isNotebookName = (name: string): boolean => /\.ipynb(?:\.(?:txt|json))?$/i.test(name);

/** An archive that is opened. */
export const isArchiveName = (name: string): boolean => /\.(?:zip|tar|tgz|gz)$/i.test(name);

/** An archive that is not opened, but named. */
export const isOtherArchiveName = (name: string): boolean => /\.(?:rar|7z|bz2|tbz2?|xz|txz|zst)$/i.test(name);

/** What a notebook may be called when it was saved from a browser: `ada.json`, `ada.txt`, `ada`. */
export const mayBeNotebook = (name: string): boolean => /\.(?:json|txt)$/i.test(name) || /^[^.]+$/.test(name);

/** An export or code: what may be handed in instead of a notebook. */
const wholeHandIn = /\.(?:[cm]?[jt]sx?|py|r|html?|pdf|docx?|odt|rtf|tex|gdoc)$/i;

/** A text or a picture, which more often goes along with one. */
const mayGoAlong = /\.(?:txt|md|png|jpe?g|gif|webp|heic|bmp)$/i;

/**
 * Whether a single file may be a student's hand-in.
 *
 * @param amongStudents whether it stands among the hand-ins of several, so that even a picture is one's
 */
export const looksHandedIn = (name: string, amongStudents = true): boolean =>
  (wholeHandIn.test(name) || isOtherArchiveName(name) || (amongStudents && mayGoAlong.test(name))) &&
  !/^(?:readme|czytaj|index\.html|timestamp|requirements|licen[cs]e)/i.test(name);

/** The stem of a file's name: without an archive's or a notebook's whole extension, or else its last one. */
export const stemOf = (name: string): string =>
  name.replace(wholeExtension, '$1').replace(lastExtension, '$1');

const wholeExtension = /^(.+)\.(?:ipynb(?:\.(?:txt|json|gz))?|tar\.(?:gz|bz2|xz|zst))$/is;

/** Not what can be no extension, as in `jan.kowalski`. */
const lastExtension = /^(.+)\.(?:[a-z]\w{0,4}|7z)$/is;

/** What systems, editors and package managers put into folders, and what is nobody's answer. */
export const isClutter = (name: string): boolean =>
  /^(?:__MACOSX|node_modules|venv|__pycache__|site-packages|Trash|\$RECYCLE\.BIN|System Volume Information|Thumbs\.db|desktop\.ini|\._.*)$/i.test(
    name,
  );

/** A folder or file that is hidden, but for a notebook that somebody has named so. */
export const isHidden = (name: string, isFolder: boolean): boolean =>
  name.startsWith('.') && (isFolder || !isNotebookName(name));

/** Points given by hand are read from the file of `--overrides` alone: among the hand-ins it could be a student's. */
export const isOverrides = (name: string): boolean => /^overrides\.csv$/i.test(name);
