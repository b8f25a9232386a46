import { plainText } from './plain-text';

/** Gives each student a file name of their own that every system accepts. */
export class FileNames {
  readonly #taken = new Set<string>();

  of(student: string): string {
    const stem =
      plainText(student)
        .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
        .replace(/^[. ]+|[. ]+$/g, '')
        .slice(0, 60) || 'unnamed';
    let name = stem;
    for (let i = 2; this.#taken.has(name.toLowerCase()); i++) name = `${stem}-${i}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}
