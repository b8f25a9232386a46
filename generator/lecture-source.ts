/** The lecture's source: a TypeScript module in percent format, split into cells. */

/** A language of the notebooks. */
export type Language = 'pl' | 'en';

/** The student's notebook has stubs, the solved one answers. */
export type Edition = 'student' | 'solved';

/** One cell of the lecture, still in both languages. */
export interface LectureCell {
  /** Stable, unique per edition; becomes the notebook's cell id. */
  id: string;
  kind: 'markdown' | 'code';
  tags: string[];
  /** Set where the cell stands in one of the two editions only. */
  edition?: Edition;
  /** The cell's lines without its `// %%` line. */
  text: string;
  /** Number of the `// %%` line in the source, from 1. */
  line: number;
}

const marker = /^\/\/ %%(?<markdown> \[markdown\])?(?<attributes>.*)$/;
const attribute = /\s*(?<key>[a-z]+)=(?<value>"[^"]*"|\[[^\]]*\])\s*/y;
const attributeNames = ['id', 'tags', 'edition'];

/**
 * Splits the lecture at its `// %%` lines; what stands above the first one belongs to no cell.
 *
 * @param source text of the lecture's module
 * @param file its name, for error messages
 * @throws {RangeError} where a cell's first line is malformed or an id stands twice in one edition
 */
export function parseLecture(source: string, file = 'lecture'): LectureCell[] {
  const cells: LectureCell[] = [];
  const lines: string[][] = [];
  for (const [index, line] of source.split(/\r?\n/).entries()) {
    const match = marker.exec(line);
    if (match) {
      const where = `${file}:${index + 1}`;
      const kind = match.groups?.markdown ? 'markdown' : 'code';
      cells.push({
        kind,
        text: '',
        line: index + 1,
        ...parseAttributes(match.groups?.attributes ?? '', where),
      });
      lines.push([]);
    } else {
      lines.at(-1)?.push(line);
    }
  }
  cells.forEach((cell, index) => {
    cell.text = (lines[index] ?? []).join('\n').trim();
  });
  refuseTwins(cells, file);
  return cells;
}

function parseAttributes(text: string, where: string): Pick<LectureCell, 'id' | 'tags' | 'edition'> {
  const found: Record<string, unknown> = {};
  attribute.lastIndex = 0;
  for (let match = attribute.exec(text); match; match = attribute.exec(text)) {
    const { key = '', value = '' } = match.groups ?? {};
    if (!attributeNames.includes(key)) {
      throw new RangeError(`Cannot read ${where}: a cell has ${attributeNames.join(', ')}, got ${key}`);
    }
    found[key] = JSON.parse(value);
    if (attribute.lastIndex === text.length) break;
  }
  const { id, tags = [], edition } = found;
  if (typeof id !== 'string' || !/^[a-z0-9-]{1,64}$/.test(id)) {
    throw new RangeError(
      `Cannot read ${where}: a cell begins // %% id="lower-case-words", got ${text.trim()}`,
    );
  }
  if (edition !== undefined && edition !== 'student' && edition !== 'solved') {
    throw new RangeError(`Cannot read ${where}: edition is "student" or "solved", got ${String(edition)}`);
  }
  return { id, tags: tags as string[], ...(edition === undefined ? {} : { edition }) };
}

function refuseTwins(cells: LectureCell[], file: string): void {
  for (const edition of ['student', 'solved'] as const) {
    const seen = new Set<string>();
    for (const cell of cells) {
      if (cell.edition !== undefined && cell.edition !== edition) continue;
      if (seen.has(cell.id))
        throw new RangeError(`Cannot read ${file}:${cell.line}: id ${cell.id} stands twice`);
      seen.add(cell.id);
    }
  }
}
